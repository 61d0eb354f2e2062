import type { Account, IssuedPassword } from '@daohu/domain/access/contract';
import { useWords } from '@daohu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { FailureNote } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';
import { accountsQuery } from './account-queries.ts';
import { accountsEn } from './accounts.messages.en.ts';
import { accountsZhCn } from './accounts.messages.zh-cn.ts';
import { useMe } from './me.ts';

interface AccountSwitchesProps {
  readonly account: Account;
  readonly onDone: (name: string, password: string | null) => void;
}

/** Reset the password, disable, enable; each says what it does before it does it. */
export function AccountSwitches({ account, onDone }: AccountSwitchesProps) {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const me = useMe();
  const client = useQueryClient();
  const [asking, setAsking] = useState<'disable' | 'reset' | null>(null);
  const { accountId, displayName, disabled } = account;
  const change = useMutation({
    mutationFn: async (what: 'disable' | 'enable' | 'reset'): Promise<string | null> => {
      if (what === 'reset') return (await act<IssuedPassword>(`accounts/${accountId}/reset-password`)).password;
      await act(`accounts/${accountId}`, { accountId, disabled: what === 'disable' });
      return null;
    },
    onSuccess: (password) => {
      void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      setAsking(null);
      onDone(displayName, password);
    },
  });
  if (accountId === me.accountId) return <p className="absent">{words.own}</p>;
  return (
    <div className="row account-switches">
      <Button onClick={() => setAsking('reset')}>{words.reset}</Button>
      {disabled ? (
        <Button loading={change.isPending} onClick={() => change.mutate('enable')}>
          {words.enable}
        </Button>
      ) : (
        <Button danger onClick={() => setAsking('disable')}>
          {words.disable}
        </Button>
      )}
      {asking === null && change.isError ? <FailureNote error={change.error} /> : null}
      <Modal
        open={asking !== null}
        title={asking === 'reset' ? words.reset : words.disable}
        onCancel={() => setAsking(null)}
        footer={[
          <Button key="keep" onClick={() => setAsking(null)}>
            {words.keep}
          </Button>,
          <Button
            key="go"
            type="primary"
            danger={asking === 'disable'}
            loading={change.isPending}
            onClick={() => asking && change.mutate(asking)}
          >
            {asking === 'reset' ? words.confirmReset : words.confirmDisable}
          </Button>,
        ]}
      >
        <div className="stack">
          <p>{asking === 'reset' ? words.resetBody(displayName) : words.disableBody(displayName)}</p>
          {change.isError ? <FailureNote error={change.error} /> : null}
        </div>
      </Modal>
    </div>
  );
}
