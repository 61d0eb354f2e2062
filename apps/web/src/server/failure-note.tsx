import { type Language, Note, useLanguage, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { failureEn } from './failure.messages.en.ts';
import { failureZhCn } from './failure.messages.zh-cn.ts';
import { Refused, ServerFault, Unreachable } from './request.ts';

/** One sentence for whatever went wrong, in the user's language. */
export function failureSentence(error: unknown, language: Language): string {
  const words = language === 'zh-CN' ? failureZhCn : failureEn;
  if (error instanceof Refused) return language === 'zh-CN' ? error.message : error.messageEn || error.message;
  if (error instanceof Unreachable) return words.unreachable;
  if (error instanceof ServerFault) return words.fault(error.status);
  return words.unexpected;
}

interface FailureNoteProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

/** What stands where the answer would have stood. Trying again is offered unless the server has declined. */
export function FailureNote({ error, onRetry }: FailureNoteProps) {
  const { language } = useLanguage();
  const words = useWords({ zh: failureZhCn, en: failureEn });
  return (
    <Note tone="bad" live="assertive">
      <p>{failureSentence(error, language)}</p>
      {onRetry && !(error instanceof Refused) ? <Button onClick={onRetry}>{words.retry}</Button> : null}
    </Note>
  );
}
