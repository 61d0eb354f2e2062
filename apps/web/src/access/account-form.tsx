import type { Account, ChangeAccount, CreateAccount, IssuedPassword, Role } from '@daohu/domain/access/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { DivisionPicker } from '../divisions/division-picker.tsx';
import { failureSentence } from '../server/failure-note.tsx';
import { act, Refused } from '../server/request.ts';
import { accountsQuery } from './account-queries.ts';
import { accountsEn } from './accounts.messages.en.ts';
import { accountsZhCn } from './accounts.messages.zh-cn.ts';
import { rolesInOrder, roleWord } from './role-word.ts';

interface Typed {
  readonly displayName: string;
  readonly signInName: string;
  readonly role: Role;
  readonly place: { readonly code: number; readonly name: string } | null;
}

interface AccountFormProps {
  /** Null for a new one. */
  readonly account: Account | null;
  /** `password` of a new account, to be shown once. */
  readonly onSaved: (name: string, password: string | null) => void;
}

export function AccountForm({ account, onSaved }: AccountFormProps) {
  const words = useWords({ zh: accountsZhCn, en: accountsEn });
  const { language } = useLanguage();
  const client = useQueryClient();
  const [nameId, signInNameId, roleId, placeId] = [useId(), useId(), useId(), useId()];
  const [typed, setTyped] = useState<Typed>(() => startingFrom(account));
  const [sent, setSent] = useState<Typed | null>(null);
  const save = useMutation({
    mutationFn: (input: Typed) => saveAccount(account, input),
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: accountsQuery.queryKey });
      onSaved(typed.displayName.trim(), account === null && answer ? answer.password : null);
    },
  });

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent && sent.displayName.trim() === '') found.push({ fieldId: nameId, sentence: words.nameMissing });
    if (sent && account === null && !isSignInName(sent.signInName))
      found.push({ fieldId: signInNameId, sentence: words.signInNameWrong });
    if (sent && sent.place === null) found.push({ fieldId: placeId, sentence: words.divisionMissing });
    if (save.error) {
      const code = save.error instanceof Refused ? save.error.code : '';
      const fieldId = { 'sign-in-name-taken': signInNameId, 'division-not-found': placeId }[code] ?? nameId;
      found.push({ fieldId, sentence: failureSentence(save.error, language) });
    }
    return found;
  }, [sent, save.error, account, nameId, signInNameId, placeId, words, language]);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.sentence;

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save.reset();
        setSent(typed);
        const complete =
          typed.displayName.trim() !== '' &&
          typed.place !== null &&
          (account !== null || isSignInName(typed.signInName));
        if (complete) save.mutate(typed);
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      <Field id={nameId} label={words.name} hint={words.nameHint} fault={faultOf(nameId)}>
        {(attributes) => (
          <Input
            {...attributes}
            maxLength={60}
            value={typed.displayName}
            onChange={(event) => setTyped({ ...typed, displayName: event.target.value })}
          />
        )}
      </Field>
      {account === null ? (
        <Field id={signInNameId} label={words.signInName} hint={words.signInNameHint} fault={faultOf(signInNameId)}>
          {(attributes) => (
            <Input
              {...attributes}
              maxLength={32}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed.signInName}
              onChange={(event) => setTyped({ ...typed, signInName: event.target.value })}
            />
          )}
        </Field>
      ) : null}
      <Field id={roleId} label={words.role}>
        {(attributes) => (
          <Select
            {...attributes}
            value={typed.role}
            onChange={(role) => setTyped({ ...typed, role })}
            options={rolesInOrder.map((role) => ({ value: role, label: roleWord(role, language) }))}
          />
        )}
      </Field>
      <Field id={placeId} label={words.division} hint={words.divisionHint} fault={faultOf(placeId)}>
        {(attributes) => (
          <DivisionPicker {...attributes} chosen={typed.place} onChoose={(place) => setTyped({ ...typed, place })} />
        )}
      </Field>
      <div>
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          {account === null ? words.createSubmit : words.save}
        </Button>
      </div>
    </form>
  );
}

function startingFrom(account: Account | null): Typed {
  return {
    displayName: account?.displayName ?? '',
    signInName: account?.signInName ?? '',
    role: account?.role ?? 'township-clerk',
    place: account ? { code: account.division, name: account.divisionName } : null,
  };
}

async function saveAccount(
  account: Account | null,
  { displayName, signInName, role, place }: Typed,
): Promise<IssuedPassword | null> {
  const division = place?.code ?? 0;
  if (account === null) {
    const input: CreateAccount = {
      displayName: displayName.trim(),
      signInName: signInName.trim().toLowerCase(),
      role,
      division,
    };
    return act<IssuedPassword>('accounts', input);
  }
  const input: ChangeAccount = { accountId: account.accountId, displayName: displayName.trim(), role, division };
  await act(`accounts/${account.accountId}`, input);
  return null;
}

/** The shape that `CreateAccount` asks for. */
function isSignInName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{2,31}$/.test(text.trim().toLowerCase());
}
