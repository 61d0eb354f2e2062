import type { ComparedParameter, LawComparison } from '@daohu/domain/standards/contract';
import { type Column, formatDate, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { ruleValueText } from '../standards/rule-number.ts';
import { comparisonEn } from './comparison.messages.en.ts';
import { comparisonZhCn } from './comparison.messages.zh-cn.ts';
import { DifferenceWord } from './difference-word.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';

interface ComparedParametersProps {
  readonly comparison: LawComparison;
  readonly onlyDifferent: boolean;
}

/** The values of both sides on their days, with how many came before. */
export function ComparedParameters({ comparison, onlyDifferent }: ComparedParametersProps) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const pack = useWords({ zh: packZhCn, en: packEn });
  const column = (side: 'a' | 'b'): Column<ComparedParameter> => ({
    key: side,
    title: comparison[side].title,
    block: true,
    cell: (parameter) => <Value parameter={parameter} side={side} />,
  });
  const columns: Column<ComparedParameter>[] = [
    {
      key: 'name',
      title: pack.parameter,
      leading: true,
      cell: ({ name, title }) => <span lang="zh-CN">{title ?? name}</span>,
    },
    {
      key: 'difference',
      title: words.difference,
      cell: ({ difference }) => <DifferenceWord difference={difference} />,
    },
    column('a'),
    column('b'),
  ];
  const rows = onlyDifferent
    ? comparison.parameters.filter(({ difference }) => difference !== 'same')
    : comparison.parameters;
  if (rows.length === 0) return <p className="absent">{words.noParameters}</p>;
  return <RecordTable caption={words.parameters} columns={columns} rows={rows} rowKey={({ name }) => name} />;
}

function Value({ parameter, side }: { readonly parameter: ComparedParameter; readonly side: 'a' | 'b' }) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const pack = useWords({ zh: packZhCn, en: packEn });
  const rule = useWords({ zh: ruleZhCn, en: ruleEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const own = parameter[side];
  if (own === null) return <span className="absent">{words.notThere}</span>;
  const { value, unit, state, from, until, status } = own.inForce;
  const text = ruleValueText(value, { unit, year: 0 }, language);
  const earlier = (own.law?.values.length ?? 1) - 1;
  return (
    <span className="row law-tight">
      {text === null ? (
        <StateWord tone="notice" word={state === 'not-in-force' ? rule.notInForce : pack.unset} />
      ) : (
        <strong className="figure">{text}</strong>
      )}
      {from === null ? null : (
        <span className="absent">
          {until === null
            ? common.from(formatDate(from, language))
            : common.fromUntil(formatDate(from, language), formatDate(until, language))}
        </span>
      )}
      {status === 'unverified' ? <StateWord tone="notice" word={pack.unverified} /> : null}
      {earlier > 0 ? <span className="absent">{pack.earlier(earlier)}</span> : null}
    </span>
  );
}
