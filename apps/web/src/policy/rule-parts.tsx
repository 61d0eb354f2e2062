import type { Citation, LawCondition, LawGroup, LawPart, ParameterInForce } from '@daohu/domain/standards/contract';
import { formatDate, StateWord, useLanguage, useWords } from '@daohu/ui';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { ruleEn } from './rule.messages.en.ts';
import { ruleZhCn } from './rule.messages.zh-cn.ts';
import { RuleWords } from './rule-words.tsx';

interface RulePartsProps {
  readonly group: LawGroup;
  readonly parameters: readonly ParameterInForce[];
}

/** The conditions of a group, each beside the words of its clause; between alternatives stands 或. */
export function RuleParts({ group, parameters }: RulePartsProps) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  return (
    <ol className="rule-parts">
      {group.parts.map((part, index) => (
        <li key={part.id}>
          {group.mode === 'any' && index > 0 ? <p className="rule-or">{words.or}</p> : null}
          {part.is === 'group' ? (
            <GroupPart group={part} parameters={parameters} />
          ) : (
            <ConditionPart condition={part} parameters={parameters} />
          )}
        </li>
      ))}
    </ol>
  );
}

function GroupPart({ group, parameters }: RulePartsProps) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  return (
    <>
      <Part part={group} parameters={parameters} quotedBelow={citedIn(group)}>
        {group.parts.length > 1 ? <p className="absent">{words.modes[group.mode]}</p> : null}
      </Part>
      <RuleParts group={group} parameters={parameters} />
    </>
  );
}

interface ConditionPartProps {
  readonly condition: LawCondition;
  readonly parameters: readonly ParameterInForce[];
}

function ConditionPart({ condition, parameters }: ConditionPartProps) {
  const { feel, words: inWords } = condition.expression;
  return (
    <Part part={condition} parameters={parameters} quotedBelow={[]}>
      <p className="rule-words">
        <RuleWords words={inWords} parameters={parameters} />
      </p>
      <pre className="rule-feel" lang="zh-CN">
        <code>{feel}</code>
      </pre>
    </Part>
  );
}

interface PartProps {
  readonly part: LawPart;
  readonly parameters: readonly ParameterInForce[];
  /** Clauses whose words stand beside a part further down: here they are only named. */
  readonly quotedBelow: readonly string[];
  readonly children: ReactNode;
}

function Part({ part, parameters, quotedBelow, children }: PartProps) {
  const words = useWords({ zh: ruleZhCn, en: ruleEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const { hash } = useLocation();
  const { id, title, kind, clauses, source, when, reading, holdsFrom, holdsUntil } = part;
  const isAsked = decodeURIComponent(hash) === `#${id}`;
  return (
    <div id={id} tabIndex={-1} className={isAsked ? 'rule-part rule-part-asked' : 'rule-part'}>
      <div className="rule-says">
        <p className="row law-tight">
          <strong lang="zh-CN">{title}</strong>
          {kind === 'aim' ? <StateWord tone="plain" word={common.aim} /> : null}
          {holdsFrom === null ? null : <span className="absent">{common.from(formatDate(holdsFrom, language))}</span>}
          {holdsUntil === null ? null : <span className="absent">{words.until(formatDate(holdsUntil, language))}</span>}
        </p>
        {when === null ? null : (
          <p>
            <span className="absent">{words.when}</span> <RuleWords words={when.words} parameters={parameters} />
          </p>
        )}
        {children}
        {source === null ? null : (
          <p>
            <span className="absent">{words.source}</span> <span lang="zh-CN">{source.text}</span>{' '}
            {source.status === 'unverified' ? <StateWord tone="notice" word={words.unverified} /> : null}
          </p>
        )}
        {reading === null ? null : (
          <dl className="rule-reading">
            <Line term={words.reading} text={reading.taken} />
            <Line term={words.alternative} text={reading.alternative} />
            <Line term={words.why} text={reading.why} />
          </dl>
        )}
      </div>
      <Clauses clauses={clauses} quotedBelow={quotedBelow} />
    </div>
  );
}

function Line({ term, text }: { readonly term: string; readonly text: string | null }) {
  return text === null ? null : (
    <div>
      <dt>{term}</dt>
      <dd lang="zh-CN">{text}</dd>
    </div>
  );
}

function citedIn(group: LawGroup): string[] {
  return group.parts.flatMap((part) => [
    ...part.clauses.map(({ id }) => id),
    ...(part.is === 'group' ? citedIn(part) : []),
  ]);
}

interface ClausesProps {
  readonly clauses: readonly Citation[];
  readonly quotedBelow: readonly string[];
}

function Clauses({ clauses, quotedBelow }: ClausesProps) {
  return (
    <ul className="rule-clauses">
      {clauses.map(({ id, ref, quote }) => (
        <li key={id}>
          {quotedBelow.includes(id) ? null : <blockquote lang="zh-CN">{quote}</blockquote>}
          <ClauseButton id={id} place={ref} />
        </li>
      ))}
    </ul>
  );
}
