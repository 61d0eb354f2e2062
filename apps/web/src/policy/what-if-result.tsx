import type { AskWhatIf, Move, WhatIf, WhatIfCost, WhatIfGroup } from '@daohu/domain/standards/contract';
import { type Column, formatCount, formatDate, formatInstant, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { amountText } from '../standards/rule-number.ts';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { BeforeAfter } from './before-after.tsx';
import { MovedHouseholds } from './moved-households.tsx';
import { whatIfEn } from './what-if.messages.en.ts';
import { whatIfZhCn } from './what-if.messages.zh-cn.ts';

interface WhatIfResultProps {
  readonly answer: WhatIf;
  readonly asked: AskWhatIf;
}

/** Before and after, who moves, what it costs; then the same by division. */
export function WhatIfResult({ answer, asked }: WhatIfResultProps) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const states = useWords({ zh: verdictZhCn, en: verdictEn }).state;
  const { language } = useLanguage();
  const { before, after, moves, costs, total, withoutRule } = answer;
  return (
    <div className="stack">
      <p role="status">
        <strong lang="zh-CN">{answer.divisionName}</strong> ·{' '}
        {words.judged(formatCount(total), formatDate(answer.judgedFor, language))}{' '}
        <span className="absent">{words.readAt(formatInstant(answer.readAt, language))}</span>
      </p>
      <BeforeAfter
        rows={[
          { key: 'before', label: words.before, tally: before },
          { key: 'after', label: words.after, tally: after },
        ]}
      />
      {moves.length === 0 ? (
        <p>{words.nobodyMoves}</p>
      ) : (
        <ul className="draft-moves">
          {moves.map(({ from, to, subjects }) => (
            <li key={from + to}>
              {states[from]} → {states[to]} <strong className="figure">{formatCount(subjects)}</strong>
            </li>
          ))}
        </ul>
      )}
      {withoutRule > 0 ? <p className="absent">{words.withoutRule(formatCount(withoutRule))}</p> : null}
      <Costs costs={costs} />
      <Groups answer={answer} />
      {answer.subject === 'village' || moves.length === 0 ? null : <MovedHouseholds asked={asked} />}
    </div>
  );
}

function Costs({ costs }: { readonly costs: readonly WhatIfCost[] }) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const { language } = useLanguage();
  if (costs.length === 0) return <p className="absent">{words.noCosts}</p>;
  const columns: Column<WhatIfCost>[] = [
    { key: 'title', title: words.entitlement, leading: true, cell: ({ title }) => <span lang="zh-CN">{title}</span> },
    {
      key: 'before',
      title: words.before,
      align: 'end',
      cell: ({ before, unit }) => amountText(before, unit, language),
    },
    { key: 'after', title: words.after, align: 'end', cell: ({ after, unit }) => amountText(after, unit, language) },
    {
      key: 'difference',
      title: words.difference,
      align: 'end',
      cell: ({ before, after, unit }) => (
        <strong>{signed(after - before, (n) => amountText(n, unit, language))}</strong>
      ),
    },
    {
      key: 'unknown',
      title: words.unknownAmounts,
      align: 'end',
      cell: ({ unknownBefore, unknownAfter }) => `${formatCount(unknownBefore)} → ${formatCount(unknownAfter)}`,
    },
  ];
  return (
    <div className="law-table">
      <h3>{words.costs}</h3>
      <RecordTable caption={words.costs} columns={columns} rows={costs} rowKey={({ rule }) => rule} />
    </div>
  );
}

function Groups({ answer }: { readonly answer: WhatIf }) {
  const words = useWords({ zh: whatIfZhCn, en: whatIfEn });
  const { language } = useLanguage();
  const most = Math.max(1, ...answer.groups.map(({ moves }) => movedOf(moves)));
  const columns: Column<WhatIfGroup>[] = [
    { key: 'name', title: words.division, leading: true, cell: ({ name }) => <span lang="zh-CN">{name}</span> },
    { key: 'total', title: words.subjects, align: 'end', cell: ({ total }) => formatCount(total) },
    { key: 'before', title: words.metBefore, align: 'end', cell: ({ before }) => formatCount(before.met) },
    { key: 'after', title: words.metAfter, align: 'end', cell: ({ after }) => formatCount(after.met) },
    {
      key: 'difference',
      title: words.difference,
      align: 'end',
      cell: ({ before, after }) => signed(after.met - before.met, formatCount),
    },
    {
      key: 'moved',
      title: words.moved,
      block: true,
      cell: ({ moves }) => (
        <span className="what-if-bar-cell">
          <span className="what-if-bar" aria-hidden="true" style={{ width: `${(movedOf(moves) * 60) / most}%` }} />
          <span className="figure">{formatCount(movedOf(moves))}</span>
        </span>
      ),
    },
    ...answer.costs.map(
      (cost): Column<WhatIfGroup> => ({
        key: cost.rule,
        title: cost.title,
        align: 'end',
        cell: ({ costs }) => {
          const own = costs.find(({ rule }) => rule === cost.rule);
          return own ? signed(own.after - own.before, (n) => amountText(n, own.unit, language)) : '';
        },
      }),
    ),
  ];
  return (
    <div className="law-table">
      <h3>{words.byDivision}</h3>
      <RecordTable
        caption={words.byDivision}
        columns={columns}
        rows={answer.groups}
        rowKey={({ division }) => division}
      />
    </div>
  );
}

function movedOf(moves: readonly Move[]): number {
  return moves.reduce((sum, { subjects }) => sum + subjects, 0);
}

function signed(difference: number, text: (amount: number) => string): string {
  return difference > 0 ? `+${text(difference)}` : text(difference);
}
