import type { ChangePassword } from '@daohu/domain/access/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { failureSentence } from '../server/failure-note.tsx';
import { act, Refused } from '../server/request.ts';
import { changePasswordEn } from './change-password.messages.en.ts';
import { changePasswordZhCn } from './change-password.messages.zh-cn.ts';

interface Typed {
  readonly current: string;
  readonly next: string;
  readonly again: string;
}

const nothingTyped: Typed = { current: '', next: '', again: '' };

export function ChangePasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const words = useWords({ zh: changePasswordZhCn, en: changePasswordEn });
  const { language } = useLanguage();
  const [currentId, nextId, againId] = [useId(), useId(), useId()];
  const [typed, setTyped] = useState(nothingTyped);
  const [sent, setSent] = useState<Typed | null>(null);
  const change = useMutation({
    mutationFn: (input: ChangePassword) => act('password', input),
    onSuccess: () => {
      setTyped(nothingTyped);
      setSent(null);
      onChanged();
    },
  });

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent?.current === '') found.push({ fieldId: currentId, sentence: words.currentMissing });
    if (sent?.next === '') found.push({ fieldId: nextId, sentence: words.nextMissing });
    if (sent && sent.next !== sent.again) found.push({ fieldId: againId, sentence: words.different });
    if (change.error) {
      const isCurrent = change.error instanceof Refused && change.error.code === 'current-password-wrong';
      found.push({ fieldId: isCurrent ? currentId : nextId, sentence: failureSentence(change.error, language) });
    }
    return found;
  }, [sent, change.error, currentId, nextId, againId, words, language]);

  const passwordField = (id: string, label: string, key: keyof Typed, autoComplete: string, hint?: string) => (
    <Field id={id} label={label} hint={hint} fault={faults.find((fault) => fault.fieldId === id)?.sentence}>
      {(attributes) => (
        <Input
          {...attributes}
          type="password"
          size="large"
          value={typed[key]}
          autoComplete={autoComplete}
          onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
        />
      )}
    </Field>
  );

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        change.reset();
        setSent({ ...typed });
        const complete = typed.current !== '' && typed.next !== '' && typed.next === typed.again;
        if (complete) change.mutate({ current: typed.current, next: typed.next });
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      {passwordField(currentId, words.current, 'current', 'current-password')}
      {passwordField(nextId, words.next, 'next', 'new-password', words.nextHint)}
      {passwordField(againId, words.again, 'again', 'new-password')}
      <div>
        <Button type="primary" size="large" htmlType="submit" loading={change.isPending}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}
