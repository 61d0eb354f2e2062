import type { ExplainedCondition } from '@daohu/domain/standards/contract';
import { formatDate, StateWord, useLanguage, useWords } from '@daohu/ui';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { InputValue } from './input-value.tsx';
import { labelOf, whose } from './missing-list.tsx';
import { useRuleAddress } from './rule-address.tsx';
import { amountText, ruleValueText } from './rule-number.ts';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

/** Everything the condition rests on, for whoever wants to work it out again. */
export function ConditionBasis({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const address = useRuleAddress(condition.id);
  const { inputs, parameters, figures, source, reading } = condition;
  return (
    <dl className="verdict-basis">
      <Basis term={words.rule}>
        <span lang="zh-CN">{condition.words}</span>{' '}
        {address === null ? null : <Link to={address}>{words.readRule}</Link>}
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
      {source === null ? null : (
        <Basis term={words.source}>
          <span lang="zh-CN">{source.text}</span>{' '}
          {source.status === 'unverified' ? <StateWord tone="notice" word={words.unverified} /> : null}
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
  );
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
