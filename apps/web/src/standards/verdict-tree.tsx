import { StateWord, useWords } from '@daohu/ui';
import { ClauseButton } from './clause-drawer.tsx';
import { ConditionBasis, ConditionFacts } from './condition-facts.tsx';
import type { ExplainedCondition, ExplainedGroup } from './explanation.ts';
import { MissingList } from './missing-list.tsx';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';

type Part = ExplainedGroup | ExplainedCondition;

/** The parts of a group, each with its verdict in a word; between alternatives stands 或. */
export function VerdictParts({ mode, parts }: { readonly mode: 'all' | 'any'; readonly parts: readonly Part[] }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  return (
    <ul className="verdict-parts">
      {parts.map((part, index) => (
        <li key={part.id} className={`verdict-part verdict-${part.verdict}`}>
          {mode === 'any' && index > 0 ? <p className="verdict-or">{words.or}</p> : null}
          <div className="verdict-head">
            <StateWord tone={part.verdict} word={words.state[part.verdict]} />
            <span className="verdict-title" lang="zh-CN">
              {part.title}
            </span>
            {part.kind === 'aim' ? <StateWord tone="plain" word={words.aim} /> : null}
            {part.clauses.map((clause) => (
              <ClauseButton key={clause.id} id={clause.id} clauseRef={clause.ref} />
            ))}
          </div>
          {part.applies ? null : <p className="absent">{words.notApplicable}</p>}
          {part.is === 'group' ? <GroupBody group={part} /> : <ConditionBody condition={part} />}
        </li>
      ))}
    </ul>
  );
}

function GroupBody({ group }: { readonly group: ExplainedGroup }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  return (
    <>
      {group.parts.length > 1 ? <p className="absent">{group.mode === 'any' ? words.any : words.all}</p> : null}
      <VerdictParts mode={group.mode} parts={group.parts} />
    </>
  );
}

function ConditionBody({ condition }: { readonly condition: ExplainedCondition }) {
  return (
    <>
      {condition.applies ? <ConditionFacts condition={condition} /> : null}
      {condition.verdict === 'unknown' && condition.missing.length > 0 ? (
        <MissingList missing={condition.missing} />
      ) : null}
      <ConditionBasis condition={condition} />
    </>
  );
}

/** Aims stand apart from what decides, wherever in the rule they are written. */
export function withoutAims(group: ExplainedGroup): ExplainedGroup {
  const parts = group.parts
    .filter((part) => part.kind !== 'aim')
    .map((part) => (part.is === 'group' ? withoutAims(part) : part));
  return { ...group, parts };
}

export function aimsOf(group: ExplainedGroup): Part[] {
  return group.parts.flatMap((part) => (part.kind === 'aim' ? [part] : part.is === 'group' ? aimsOf(part) : []));
}
