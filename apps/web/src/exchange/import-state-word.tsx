import type { ImportState } from '@daohu/domain/exchange/contract';
import { importStateLabels } from '@daohu/domain/exchange/labels';
import { type StateTone, StateWord, useLanguage } from '@daohu/ui';

const TONES: Record<ImportState, StateTone> = {
  'awaiting-context': 'notice',
  reading: 'plain',
  previewed: 'notice',
  applying: 'plain',
  applied: 'good',
  undoing: 'plain',
  undone: 'plain',
  cancelled: 'plain',
  failed: 'bad',
};

const ENGLISH: Record<ImportState, string> = {
  'awaiting-context': 'Awaits year and place',
  reading: 'Reading',
  previewed: 'Awaits your check',
  applying: 'Being applied',
  applied: 'Applied',
  undoing: 'Being undone',
  undone: 'Undone',
  cancelled: 'Cancelled',
  failed: 'Failed',
};

/** 导入状态 in a word. */
export function ImportStateWord({ state }: { readonly state: ImportState }) {
  const { language } = useLanguage();
  return <StateWord tone={TONES[state]} word={language === 'zh-CN' ? importStateLabels[state] : ENGLISH[state]} />;
}
