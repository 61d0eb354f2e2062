import { formatDate, StateWord, useLanguage, useWords } from '@daohu/ui';
import type { ReactNode } from 'react';
import type { ExplainedCondition, Input } from './explanation.ts';
import { labelOf, whose } from './missing-list.tsx';
import { amountText, ruleValueText } from './rule-number.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

/** The value, what it must reach, and how far it is, in one line; for other conditions the values they turn on. */
export function ConditionFacts({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const { threshold, inputs, elements } = condition;
  const turning = threshold ? inputs.find((input) => input.path === threshold.path) : undefined;

  if (threshold && turning) {
    const amount = (value: number) =>
      ruleValueText(
        value,
        { entity: turning.record.entity, key: turning.key, unit: threshold.unit, year: turning.year },
        language,
      ) ?? '';
    return (
      <p className="verdict-facts">
        <span>
          {labelOf(turning.record.entity, turning.key, turning.label, language)}
          <strong className="figure">{threshold.actual === null ? words.notRecorded : amount(threshold.actual)}</strong>
        </span>
        <span>
          {words.needed[threshold.op]}
          <strong className="figure">{amount(threshold.needed)}</strong>
        </span>
        {threshold.shortBy ? <span className="verdict-short">{words.shortBy(amount(threshold.shortBy))}</span> : null}
      </p>
    );
  }
  if (elements) {
    const deciding = elements.deciding.map(({ record }) => record.name ?? String(record.position)).join('、');
    return (
      <p className="verdict-facts">
        <span>{words.checkedOf(elements.checked)}</span>
        {deciding === '' ? null : (
          <span>
            {words.deciding}
            <strong lang="zh-CN">{deciding}</strong>
            {elements.more > 0 ? ` ${words.moreDeciding(elements.more)}` : ''}
          </span>
        )}
      </p>
    );
  }
  return (
    <p className="verdict-facts">
      {inputs.slice(0, 4).map((input) => (
        <span key={`${input.path}${input.record.id}`}>
          {whose(input.record, language)}
          {labelOf(input.record.entity, input.key, input.label, language)}
          <strong className="figure">
            <InputValue input={input} />
          </strong>
        </span>
      ))}
    </p>
  );
}

/** Everything the condition rests on, for whoever wants to work it out again. */
export function ConditionBasis({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const { inputs, parameters, figures, reading } = condition;
  return (
    <details className="verdict-basis">
      <summary>{words.details}</summary>
      <dl>
        <Basis term={words.rule}>
          <span lang="zh-CN">{condition.words}</span>
        </Basis>
        {condition.when === null ? null : (
          <Basis term={words.whenApplies}>
            <span lang="zh-CN">{condition.when}</span>
          </Basis>
        )}
        {inputs.length === 0 ? null : (
          <Basis term={words.values}>
            <ul>
              {inputs.map((input) => (
                <li key={`${input.path}${input.record.id}${input.record.position}`}>
                  {whose(input.record, language)}
                  {labelOf(input.record.entity, input.key, input.label, language)} ({input.year}):{' '}
                  <InputValue input={input} />
                </li>
              ))}
            </ul>
          </Basis>
        )}
        {parameters.length === 0 ? null : (
          <Basis term={words.parameters}>
            <ul>
              {parameters.map((parameter) => (
                <li key={parameter.name}>
                  <span lang="zh-CN">{parameter.title ?? parameter.name}</span>:{' '}
                  {ruleValueText(parameter.value, { unit: parameter.unit, year: 0 }, language) ??
                    (parameter.state === 'not-in-force' ? words.notInForce : words.unset)}
                  {parameter.from === null ? null : ` (${words.from(formatDate(parameter.from, language))})`}{' '}
                  {parameter.state === 'set' ? <StateWord tone="notice" word={words.setByOffice} /> : null}
                  {parameter.status === 'unverified' ? <StateWord tone="notice" word={words.unverified} /> : null}
                  <SourceOf source={parameter.source} />
                </li>
              ))}
            </ul>
          </Basis>
        )}
        {figures.length === 0 ? null : (
          <Basis term={words.figures}>
            <ul>
              {figures.map((figure) => (
                <li key={`${figure.series}${figure.level}${figure.year}`}>
                  <span lang="zh-CN">{figure.title}</span> ({figure.year}):{' '}
                  {typeof figure.value === 'number' ? amountText(figure.value, figure.unit, language) : words.noFigure}{' '}
                  {figure.status === 'unverified' ? <StateWord tone="notice" word={words.unverified} /> : null}
                  {figure.status === 'office' ? <StateWord tone="notice" word={words.setByOffice} /> : null}
                  <SourceOf source={figure.source} />
                </li>
              ))}
            </ul>
          </Basis>
        )}
        {reading === null ? null : (
          <Basis term={words.reading}>
            <span lang="zh-CN">{reading.taken}</span>
            {reading.alternative === null ? null : (
              <>
                <br />
                {words.alternative}: <span lang="zh-CN">{reading.alternative}</span>
              </>
            )}
          </Basis>
        )}
      </dl>
    </details>
  );
}

function InputValue({ input }: { readonly input: Input }) {
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

function SourceOf({ source }: { readonly source: string | null }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  return source === null ? null : (
    <span className="absent">
      {' '}
      {words.source}: <span lang="zh-CN">{source}</span>
    </span>
  );
}

function Basis({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
