import type { Account } from '@daohu/domain/access/contract';
import {
  type Column,
  formatInstant,
  Note,
  PageHeading,
  RecordTable,
  StateWord,
  useLanguage,
  useWords,
} from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { AccountForm } from './account-form.tsx';
import { accountsQuery } from './account-queries.ts';
import { AccountSwitches } from './account-switches.tsx';
import './accounts.css';
import { accountsEn } from './accounts.messages.en.ts';
import { accountsZhCn } from './accounts.messages.zh-cn.ts';
import { type Issued, IssuedPasswordDialog } from './issued-password.tsx';
import { useMay } from './me.ts';
import { roleWord } from './role-word.ts';

/** 账号: who may sign in, as what, over which division. */
export default function AccountListPage() {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const mayCreate = useMay('access.createAccount');
  const accounts = useQuery(accountsQuery);
  const [editing, setEditing] = useState<number | 'new' | null>(null);
  const [issued, setIssued] = useState<Issued | null>(null);
  const [saved, setSaved] = useState<string | null>(null);
  const edited = accounts.data?.find((account) => account.accountId === editing) ?? null;
  const close = () => setEditing(null);

  return (
    <div className="stack">
      <PageHeading
        title={words.title}
        beside={
          mayCreate ? (
            <Button type="primary" onClick={() => setEditing('new')}>
              {words.create}
            </Button>
          ) : null
        }
      />
      {saved === null ? null : (
        <Note tone="good" live="polite">
          {words.saved(saved)}
        </Note>
      )}
      {accounts.isPending ? <p role="status">{words.loading}</p> : null}
      {accounts.isError ? <FailureNote error={accounts.error} onRetry={() => accounts.refetch()} /> : null}
      {accounts.data ? (
        <div className="panel list-panel">
          {accounts.data.length === 0 ? (
            <p>{words.none}</p>
          ) : (
            <AccountTable accounts={accounts.data} onChange={setEditing} />
          )}
        </div>
      ) : null}
      <Drawer
        open={editing !== null}
        onClose={close}
        size="min(480px, 96vw)"
        title={edited ? words.changeOf(edited.displayName) : words.createTitle}
        closable={{ 'aria-label': words.close }}
        destroyOnHidden
      >
        {editing === null ? null : (
          <div className="stack">
            <AccountForm
              account={edited}
              onSaved={(name, password) => {
                setSaved(edited ? name : null);
                if (password !== null) setIssued({ name, password });
                close();
              }}
            />
            {edited ? (
              <AccountSwitches
                account={edited}
                onDone={(name, password) => {
                  setSaved(password === null ? name : null);
                  if (password !== null) setIssued({ name, password });
                  close();
                }}
              />
            ) : null}
          </div>
        )}
      </Drawer>
      <IssuedPasswordDialog issued={issued} onClose={() => setIssued(null)} />
    </div>
  );
}

interface AccountTableProps {
  readonly accounts: readonly Account[];
  readonly onChange: (accountId: number) => void;
}

function AccountTable({ accounts, onChange }: AccountTableProps) {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const { language } = useLanguage();
  const mayChange = useMay('access.changeAccount');
  const columns: Column<Account>[] = [
    { key: 'name', title: words.name, leading: true, cell: (account) => account.displayName },
    { key: 'signInName', title: words.signInName, cell: (account) => account.signInName },
    { key: 'role', title: words.role, cell: (account) => roleWord(account.role, language) },
    {
      key: 'division',
      title: words.division,
      cell: (account) => <span lang="zh-CN">{account.division === 0 ? words.nation : account.divisionName}</span>,
    },
    { key: 'state', title: words.state, cell: (account) => <AccountState account={account} /> },
    {
      key: 'created',
      title: words.createdAt,
      cell: (account) => formatInstant(account.createdAt, language).replace(/ \d\d:\d\d$/, ''),
    },
  ];
  const change: Column<Account> = {
    key: 'acts',
    title: words.acts,
    cell: (account) => (
      <Button
        type="link"
        size="small"
        aria-label={words.changeOf(account.displayName)}
        onClick={() => onChange(account.accountId)}
      >
        {words.change}
      </Button>
    ),
  };
  return (
    <div className="scroll-x">
      <RecordTable
        caption={words.caption}
        columns={mayChange ? [...columns, change] : columns}
        rows={accounts}
        rowKey={(account) => account.accountId}
      />
    </div>
  );
}

function AccountState({ account }: { readonly account: Account }) {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const { language } = useLanguage();
  if (account.disabled) return <StateWord tone="bad" word={words.disabled} />;
  if (account.lockedUntil !== null)
    return <StateWord tone="notice" word={words.locked(formatInstant(account.lockedUntil, language))} />;
  return <StateWord tone="good" word={words.active} />;
}
