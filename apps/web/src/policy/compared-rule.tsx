import type {
  ComparedCondition,
  ComparedRule,
  ConditionSide,
  LawAmount,
  LawComparison,
  ParameterInForce,
  RuleSide,
} from '@daohu/domain/standards/contract';
import { type Column, formatDate, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { comparisonEn } from './comparison.messages.en.ts';
import { comparisonZhCn } from './comparison.messages.zh-cn.ts';
import { DifferenceWord } from './difference-word.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';
import { RuleWords } from './rule-words.tsx';

interface ComparedRuleTableProps {
  readonly rule: ComparedRule;
  readonly comparison: LawComparison;
  readonly onlyDifferent: boolean;
}

/** One rule of both sides, its conditions in pairs. */
export function ComparedRuleTable({ rule, comparison, onlyDifferent }: ComparedRuleTableProps) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const title = rule.a?.title ?? rule.b?.title ?? rule.rule;
  const valuesOf = (side: 'a' | 'b'): ParameterInForce[] =>
    comparison.parameters.flatMap((parameter) => parameter[side]?.inForce ?? []);
  const column = (side: 'a' | 'b'): Column<ComparedCondition> => ({
    key: side,
    title: comparison[side].title,
    block: true,
    cell: (condition) => <Condition side={condition[side]} rule={rule[side]} parameters={valuesOf(side)} />,
  });
  const columns: Column<ComparedCondition>[] = [
    {
      key: 'difference',
      title: words.difference,
      cell: ({ difference }) => <DifferenceWord difference={difference} />,
    },
    column('a'),
    column('b'),
  ];
  const rows = onlyDifferent ? rule.conditions.filter(({ difference }) => difference !== 'same') : rule.conditions;
  return (
    <section className="comparison-rule">
      <h3 lang="zh-CN">{title}</h3>
      {rule.a?.amount || rule.b?.amount ? (
        <dl className="comparison-amounts">
          {(['a', 'b'] as const).map((side) => (
            <div key={side}>
              <dt lang="zh-CN">{comparison[side].title}</dt>
              <dd>
                <Amount amount={rule[side]?.amount ?? null} parameters={valuesOf(side)} />
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
      {rows.length === 0 ? (
        <p>
          <DifferenceWord difference={rule.difference} />
        </p>
      ) : (
        <RecordTable
          caption={title}
          columns={columns}
          rows={rows}
          rowKey={({ a, b }) => `${a?.id ?? ''} ${b?.id ?? ''}`}
        />
      )}
    </section>
  );
}

interface AmountProps {
  readonly amount: LawAmount | null;
  readonly parameters: readonly ParameterInForce[];
}

/** 数额: how much, as each side has it. */
function Amount({ amount, parameters }: AmountProps) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const texts = useWords({ zh: ruleZhCn, en: ruleEn });
  if (amount === null) return <span className="absent">{words.notThere}</span>;
  const { is, words: said, benefit, unit, period } = amount;
  return (
    <>
      {texts.amount[is]} <RuleWords words={said} parameters={parameters} /> <span lang="zh-CN">{benefit}</span>{' '}
      <span className="absent" lang="zh-CN">
        {[unit, period].filter(Boolean).join(' · ')}
      </span>
    </>
  );
}

interface ConditionProps {
  readonly side: ConditionSide | null;
  readonly rule: RuleSide | null;
  readonly parameters: readonly ParameterInForce[];
}

function Condition({ side, rule, parameters }: ConditionProps) {
  const words = useWords({ zh: comparisonZhCn, en: comparisonEn });
  const texts = useWords({ zh: ruleZhCn, en: ruleEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  if (side === null || rule === null) return <span className="absent">{words.notThere}</span>;
  const above = side.within.at(-1)?.title;
  return (
    <div className="comparison-condition">
      {above === undefined ? null : (
        <span className="law-under" lang="zh-CN">
          {above}
        </span>
      )}
      <p className="row law-tight">
        <strong lang="zh-CN">{side.title}</strong>
        {side.kind === 'aim' ? <StateWord tone="plain" word={common.aim} /> : null}
        {side.holdsFrom === null ? null : (
          <span className="absent">{common.from(formatDate(side.holdsFrom, language))}</span>
        )}
      </p>
      {side.when === null ? null : (
        <p>
          <span className="absent">{texts.when}</span> <RuleWords words={side.when.words} parameters={parameters} />
        </p>
      )}
      <p>
        <RuleWords words={side.expression.words} parameters={parameters} />
      </p>
      {side.reading === null ? null : (
        <p className="law-source">
          {texts.reading}：<span lang="zh-CN">{side.reading.taken}</span>
        </p>
      )}
      <p className="row law-tight">
        {side.clauses.map(({ id, ref }) => (
          <ClauseButton key={id} id={id} place={ref} />
        ))}
      </p>
    </div>
  );
}
