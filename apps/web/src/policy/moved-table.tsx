import type { MovedSubject } from '@daohu/domain/standards/contract';
import { type Column, formatCount, RecordTable, StateWord, useWords } from '@daohu/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { verdictEn } from '../standards/verdict.messages.en.ts';
import { verdictZhCn } from '../standards/verdict.messages.zh-cn.ts';
import { draftEn } from './draft.messages.en.ts';
import { draftZhCn } from './draft.messages.zh-cn.ts';

const MOVED_AT_FIRST = 15;

interface MovedTableProps {
  readonly moved: readonly MovedSubject[];
  readonly title: string;
  /** What the columns of the two answers are called. */
  readonly from: string;
  readonly to: string;
}

/** Whose answer would change, each leading to its page, with the clauses it turns on. */
export function MovedTable({ moved, title, from, to }: MovedTableProps) {
  const words = useWords({ zh: draftZhCn, en: draftEn });
  const states = useWords({ zh: verdictZhCn, en: verdictEn }).state;
  const [showsAll, setShowsAll] = useState(false);
  if (moved.length === 0) return null;
  const state = (key: 'from' | 'to', heading: string): Column<MovedSubject> => ({
    key,
    title: heading,
    cell: (one) => <StateWord tone={one[key]} word={states[one[key]]} />,
  });
  const columns: Column<MovedSubject>[] = [
    {
      key: 'who',
      title: words.who,
      leading: true,
      cell: ({ countyCode, householdId, householdNo, name, division }) => (
        <Link
          to={householdId === null ? `/villages/${division}` : `/households/${countyCode}/${householdId}`}
          lang="zh-CN"
        >
          {name ?? householdNo ?? division}
        </Link>
      ),
    },
    state('from', from),
    state('to', to),
    {
      key: 'because',
      title: words.because,
      block: true,
      cell: ({ unmet, missing }) => (
        <span className="row law-tight">
          {unmet.slice(0, 4).map(({ id, ref }) => (
            <ClauseButton key={id} id={id} place={ref} />
          ))}
          <span lang="zh-CN">
            {missing
              .slice(0, 4)
              .map(({ item }) => item)
              .join('、')}
          </span>
        </span>
      ),
    },
  ];
  return (
    <div className="law-table">
      <h3>{title}</h3>
      <RecordTable
        caption={title}
        columns={columns}
        rows={showsAll ? moved : moved.slice(0, MOVED_AT_FIRST)}
        rowKey={({ householdId, division, name }) => `${householdId ?? division} ${name}`}
      />
      {showsAll || moved.length <= MOVED_AT_FIRST ? null : (
        <Button type="link" onClick={() => setShowsAll(true)}>
          {words.showMoved(formatCount(moved.length))}
        </Button>
      )}
    </div>
  );
}
