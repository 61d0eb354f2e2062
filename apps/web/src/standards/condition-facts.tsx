import type { ExplainedCondition, Input } from '@daohu/domain/standards/contract';
import { useLanguage, useWords } from '@daohu/ui';
import { InputValue } from './input-value.tsx';
import { labelOf, whose } from './missing-list.tsx';
import { ruleValueText } from './rule-number.ts';
import { limitOf } from './threshold-limit.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

const INPUTS_AT_FIRST = 4;

/** The value, what it must reach, and how far it is; for other conditions the values they turn on. */
export function ConditionFacts({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { threshold, inputs, elements } = condition;
  const turning = threshold ? inputs.find((input) => input.path === threshold.path) : undefined;
  if (threshold && turning) return <ThresholdFacts threshold={threshold} turning={turning} />;
  if (elements) {
    const deciding = elements.deciding.map(({ record }) => record.name ?? String(record.position)).join('、');
    return (
      <span className="verdict-facts">
        <span lang="zh-CN">{words.checkedOf(elements.list.split('.').at(-1) ?? '', elements.checked)}</span>
        {deciding === '' ? null : (
          <span>
            {words.deciding}
            <strong lang="zh-CN">{deciding}</strong>
            {elements.more > 0 ? ` ${words.moreDeciding(elements.more)}` : ''}
          </span>
        )}
        <StandardFacts condition={condition} />
      </span>
    );
  }
  return <InputFacts condition={condition} inputs={inputs.slice(0, INPUTS_AT_FIRST)} />;
}

interface ThresholdFactsProps {
  readonly threshold: NonNullable<ExplainedCondition['threshold']>;
  readonly turning: Input;
}

function ThresholdFacts({ threshold, turning }: ThresholdFactsProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const { record, key, label, year } = turning;
  const amount = (value: number) =>
    ruleValueText(value, { entity: record.entity, key, unit: threshold.unit, year }, language);
  const upward = threshold.op === '>' || threshold.op === '>=';
  return (
    <span className="verdict-facts">
      <span>
        {labelOf(record.entity, key, label, language)}
        <strong className="figure">{threshold.actual === null ? words.notRecorded : amount(threshold.actual)}</strong>
      </span>
      <span>
        {words.needed[threshold.op]}
        <strong className="figure">{amount(limitOf(threshold))}</strong>
      </span>
      {threshold.shortBy ? (
        <span className="verdict-short">
          {upward ? words.shortBy(amount(threshold.shortBy) ?? '') : words.over(amount(threshold.shortBy) ?? '')}
        </span>
      ) : null}
    </span>
  );
}

interface InputFactsProps {
  readonly condition: ExplainedCondition;
  readonly inputs: readonly Input[];
}

/** A label that only repeats the title is left out; the year is named where several years are compared. */
function InputFacts({ condition, inputs }: InputFactsProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const severalYears = new Set(inputs.map((input) => input.year)).size > 1;
  return (
    <span className="verdict-facts">
      {inputs.map((input) => (
        <span key={`${input.path}${input.record.id}${input.record.position}`}>
          {severalYears ? `${words.inYear(input.year)} ` : ''}
          {whose(input.record, language)}
          {input.label === condition.title ? null : labelOf(input.record.entity, input.key, input.label, language)}
          <strong className="figure">
            <InputValue input={input} />
          </strong>
        </span>
      ))}
      <StandardFacts condition={condition} />
    </span>
  );
}

/** The numbers of the law and the statistics that a condition without a single threshold compares with. */
function StandardFacts({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  return (
    <>
      {condition.parameters.map((parameter) => (
        <span key={parameter.name}>
          <span lang="zh-CN">{parameter.title ?? parameter.name}</span>
          <strong className="figure">
            {ruleValueText(parameter.value, { unit: parameter.unit, year: 0 }, language) ??
              (parameter.state === 'not-in-force' ? words.notInForce : words.unset)}
          </strong>
        </span>
      ))}
      {condition.figures.map((figure) => (
        <span key={`${figure.series}${figure.level}${figure.year}`}>
          {words.inYear(figure.year)} <span lang="zh-CN">{figure.title}</span>
          <strong className="figure">
            {ruleValueText(figure.value, { unit: figure.unit, year: figure.year }, language) ?? words.noFigure}
          </strong>
        </span>
      ))}
    </>
  );
}
