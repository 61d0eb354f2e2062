import { findItem } from '@daohu/dictionary';
import type { Missing, RecordName } from '@daohu/domain/standards/contract';
import { assertNever } from '@daohu/kernel';
import { type Language, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { useMay } from '../access/me.ts';
import { itemName } from '../items/item-value.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

/** 还缺什么: what somebody has to find out, each named so that one knows where to look. */
export function MissingList({ missing, lead = '' }: { readonly missing: readonly Missing[]; readonly lead?: string }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const maySeeSettings = useMay('standards.listOpenSettings');
  return (
    <ul className="missing">
      {missing.map((one) => {
        const sentence = missingSentence(one, words, language);
        return (
          <li key={sentence}>
            {lead}
            {sentence}
            {maySeeSettings && (one.is === 'figure' || one.is === 'parameter') ? (
              <>
                {' '}
                <Link to="/settings">{words.goSettings}</Link>
              </>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}

export function missingSentence(missing: Missing, words: typeof verdictZhCn, language: Language): string {
  switch (missing.is) {
    case 'item': {
      const who = whose(missing.record, language);
      if (missing.cause === 'record-absent') return words.missing.recordAbsent(who, missing.year);
      const label = labelOf(missing.entity, missing.key, missing.label, language);
      if (missing.cause === 'out-of-range') return words.missing.outOfRange(who, label);
      const sentence = words.missing.item(who, label, missing.year);
      return missing.from.length === 0 ? sentence : `${sentence}，${words.missing.from(missing.from.join('、'))}`;
    }
    case 'parameter':
      if (missing.state === 'not-listed') return words.missing.notListed(missing.item);
      return missing.state === 'unset'
        ? words.missing.parameterUnset(missing.item)
        : words.missing.parameterNotInForce(missing.item);
    case 'rule':
      return missing.cause === 'not-in-force'
        ? words.missing.ruleNotInForce(missing.item)
        : words.missing.noRecord(whose(missing.record, language), missing.item);
    case 'figure':
      return words.missing.figure(missing.item, missing.year);
    case 'result':
      return missing.cause === 'division-by-zero' ? words.missing.divisionByZero : words.missing.nothingToAggregate;
    default:
      return assertNever(missing);
  }
}

/** 张三的, and nothing for the household or village itself. */
export function whose(record: RecordName, language: Language): string {
  if (record.position === null) return '';
  const name = record.name ?? `${record.position}`;
  return language === 'zh-CN' ? `${name}的` : `${name}: `;
}

export function labelOf(entity: string, key: string, label: string, language: Language): string {
  const item = findItem(`${entity}.${key}`);
  return item ? itemName(item, language) : label;
}
