import type { Input } from '@daohu/domain/standards/contract';
import { useLanguage, useWords } from '@daohu/ui';
import { ruleValueText } from './rule-number.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

/** A value that a condition read, as the register words it. */
export function InputValue({ input }: { readonly input: Input }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  if (input.valueLabel !== null) return <span lang="zh-CN">{input.valueLabel}</span>;
  const text = ruleValueText(
    input.value,
    { entity: input.record.entity, key: input.key, unit: input.unit, year: input.year },
    language,
  );
  return text === null ? <span className="absent">{words.notRecorded}</span> : text;
}
