import { getItem } from '@daohu/dictionary';
import { type StateTone, StateWord } from '@daohu/ui';
import { codeText } from '../items/item-value.ts';

const TONES: Record<string, StateTone> = { exited: 'good', exitedWithoutSupport: 'good', returned: 'bad' };

/** 脱贫属性 in a word. */
export function ExitStatusWord({ status, year }: { readonly status: string; readonly year: number }) {
  return (
    <span lang="zh-CN">
      <StateWord tone={TONES[status] ?? 'plain'} word={codeText(getItem('household.exitStatus'), status, year)} />
    </span>
  );
}
