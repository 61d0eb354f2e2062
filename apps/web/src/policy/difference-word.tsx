import type { Difference } from '@daohu/domain/standards/contract';
import { type StateTone, StateWord, useWords } from '@daohu/ui';
import { comparisonEn } from './comparison.messages.en.ts';
import { comparisonZhCn } from './comparison.messages.zh-cn.ts';

const TONES: Record<Difference, StateTone> = {
  same: 'plain',
  differs: 'notice',
  'only-a': 'notice',
  'only-b': 'notice',
};

/** 相同, 不同, or what only one side has. */
export function DifferenceWord({ difference }: { readonly difference: Difference }) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  return <StateWord tone={TONES[difference]} word={words.differences[difference]} />;
}
