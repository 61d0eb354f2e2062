import type { ExplainedCondition, ExplainedGroup } from '@daohu/domain/standards/contract';
import { StateWord, useWords } from '@daohu/ui';
import { type ReactNode, useId, useState } from 'react';
import { ClauseButton } from './clause-drawer.tsx';
import { ConditionBasis } from './condition-basis.tsx';
import { ConditionFacts } from './condition-facts.tsx';
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
          {part.is === 'group' ? <GroupLine group={part} /> : <ConditionLine condition={part} />}
        </li>
      ))}
    </ul>
  );
}

function GroupLine({ group }: { readonly group: ExplainedGroup }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  return (
    <>
      <Heading part={group} />
      {group.applies && group.parts.length > 1 && group.mode === 'any' ? <p className="absent">{words.any}</p> : null}
      {group.applies ? <VerdictParts mode={group.mode} parts={group.parts} /> : null}
    </>
  );
}

function ConditionLine({ condition }: { readonly condition: ExplainedCondition }) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  const basisId = useId();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Heading part={condition} facts={condition.applies ? <ConditionFacts condition={condition} /> : null}>
        <button
          type="button"
          className="verdict-why"
          aria-expanded={open}
          aria-controls={basisId}
          onClick={() => setOpen(!open)}
        >
          {words.details}
        </button>
      </Heading>
      {condition.applies && condition.verdict === 'unknown' && condition.missing.length > 0 ? (
        <MissingList missing={condition.missing} lead={words.lacks} />
      ) : null}
      <div id={basisId} hidden={!open}>
        {open ? <ConditionBasis condition={condition} /> : null}
      </div>
    </>
  );
}

interface HeadingProps {
  readonly part: Part;
  readonly facts?: ReactNode;
  readonly children?: ReactNode;
}

function Heading({ part, facts, children }: HeadingProps) {
  const words = useWords({ zh: verdictZhCn, en: verdictEn });
  return (
    <>
      <div className="verdict-head">
        <StateWord tone={part.verdict} word={words.state[part.verdict]} />
        <span className="verdict-title" lang="zh-CN">
          {part.title}
        </span>
        {part.kind === 'aim' ? <StateWord tone="plain" word={words.aim} /> : null}
        {facts}
        <span className="verdict-clauses">
          {part.clauses.map((clause) => (
            <ClauseButton key={clause.id} id={clause.id} place={clause.ref} />
          ))}
          {children}
        </span>
      </div>
      {part.applies ? null : (
        <p className="absent">{part.verdict === 'met' ? words.countsAsMet : words.notApplicable}</p>
      )}
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
