import type { RevealSensitive } from '@daohu/domain/register/contract';
import { useWords } from '@daohu/ui';
import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMay } from '../access/me.ts';
import { householdEn } from '../register/household.messages.en.ts';
import { householdZhCn } from '../register/household.messages.zh-cn.ts';
import { FailureNote } from '../server/failure-note.tsx';
import { act } from '../server/request.ts';

interface RevealedValueProps {
  readonly masked: string;
  /** What the number is and whose, for the button's name. */
  readonly label: string;
  readonly of: string;
  readonly where: RevealSensitive;
}

/** A masked number with a button that opens it; opening is logged, and so the page says. */
export function RevealedValue({ masked, label, of, where }: RevealedValueProps) {
  const words = useWords({ zh: householdZhCn, en: householdEn });
  const mayReveal = useMay('register.revealSensitive');
  const reveal = useMutation({ mutationFn: () => act<{ value: string }>('register/reveal', where) });
  return (
    <span className="revealed">
      <span className="figure" aria-live="polite">
        {reveal.data?.value ?? masked}
      </span>
      {mayReveal && !reveal.data ? (
        <Button
          type="link"
          size="small"
          loading={reveal.isPending}
          aria-label={words.revealOf(label, of)}
          onClick={() => reveal.mutate()}
        >
          {words.reveal}
        </Button>
      ) : null}
      {reveal.isError ? <FailureNote error={reveal.error} onRetry={() => reveal.mutate()} /> : null}
    </span>
  );
}
