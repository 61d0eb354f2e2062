import type { Me, SignIn } from '@daohu/domain/access/contract';
import { FaultSummary, Field, type FieldFault, useLanguage, useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { failureSentence } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';
import { signInEn } from './sign-in.messages.en.ts';
import { signInZhCn } from './sign-in.messages.zh-cn.ts';

interface SignInFormProps {
  readonly name?: string;
  readonly onSignedIn: () => void;
}

/** Two fields. Checked when sent; a refusal leaves both as they were typed. */
export function SignInForm({ name = '', onSignedIn }: SignInFormProps) {
  const words = useWords({ zh: signInZhCn, en: signInEn });
  const { language } = useLanguage();
  const [nameId, passwordId] = [useId(), useId()];
  const [typed, setTyped] = useState<SignIn>({ signInName: name, password: '' });
  const [sent, setSent] = useState<SignIn | null>(null);
  const signIn = useMutation({ mutationFn: (input: SignIn) => act<Me>('sign-in', input), onSuccess: onSignedIn });

  const faults = useMemo(() => {
    const found: FieldFault[] = [];
    if (sent?.signInName.trim() === '') found.push({ fieldId: nameId, sentence: words.nameMissing });
    if (sent?.password === '') found.push({ fieldId: passwordId, sentence: words.passwordMissing });
    if (signIn.error) found.push({ fieldId: passwordId, sentence: failureSentence(signIn.error, language) });
    return found;
  }, [sent, signIn.error, nameId, passwordId, words, language]);
  const faultOf = (fieldId: string) => faults.find((fault) => fault.fieldId === fieldId)?.sentence;

  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        signIn.reset();
        setSent({ ...typed });
        if (typed.signInName.trim() !== '' && typed.password !== '') signIn.mutate(typed);
      }}
    >
      <FaultSummary title={words.faults} faults={faults} />
      <Field id={nameId} label={words.name} fault={faultOf(nameId)}>
        {(attributes) => (
          <Input
            {...attributes}
            size="large"
            value={typed.signInName}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setTyped({ ...typed, signInName: event.target.value })}
          />
        )}
      </Field>
      <Field id={passwordId} label={words.password} fault={faultOf(passwordId)}>
        {(attributes) => (
          <Input
            {...attributes}
            size="large"
            type="password"
            autoFocus={name !== ''}
            value={typed.password}
            autoComplete="current-password"
            onChange={(event) => setTyped({ ...typed, password: event.target.value })}
          />
        )}
      </Field>
      <Button type="primary" size="large" htmlType="submit" loading={signIn.isPending} block>
        {words.submit}
      </Button>
    </form>
  );
}
