import { getItem } from '@daohu/dictionary';
import type { HouseholdRow } from '@daohu/domain/register/contract';
import { type Column, formatCount, formatYuan, RecordTable, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { codeText } from '../items/item-value.ts';
import { householdListEn } from './household-list.messages.en.ts';
import { householdListZhCn } from './household-list.messages.zh-cn.ts';
import { ExitStatusWord } from './status-word.tsx';

interface HouseholdRowsProps {
  readonly rows: readonly HouseholdRow[];
  readonly year: number;
  readonly stale: boolean;
}

export function HouseholdRows({ rows, year, stale }: HouseholdRowsProps) {
  const words = useWords({ zh: householdListZhCn, en: householdListEn });
  const absent = <span className="absent">{words.notRecorded}</span>;
  const columns: Column<HouseholdRow>[] = [
    {
      key: 'head',
      title: words.head,
      leading: true,
      cell: (row) => (
        <Link to={`/households/${row.countyCode}/${row.householdId}?year=${year}`}>
          {row.headName === null ? words.noHead : <span lang="zh-CN">{row.headName}</span>}
        </Link>
      ),
    },
    { key: 'members', title: words.members, align: 'end', cell: (row) => words.people(formatCount(row.memberCount)) },
    { key: 'township', title: words.township, cell: (row) => <span lang="zh-CN">{row.townshipName}</span> },
    {
      key: 'village',
      title: words.village,
      cell: (row) => (
        <Link to={`/villages/${row.division}?year=${year}`} lang="zh-CN">
          {row.villageName}
        </Link>
      ),
    },
    {
      key: 'status',
      title: words.status,
      cell: (row) => (row.povertyStatus === null ? absent : <ExitStatusWord status={row.povertyStatus} year={year} />),
    },
    {
      key: 'attribute',
      title: words.attribute,
      cell: (row) =>
        row.attribute === null ? (
          absent
        ) : (
          <span lang="zh-CN">{codeText(getItem('household.povertyAttribute'), row.attribute, year)}</span>
        ),
    },
    {
      key: 'cause',
      title: words.mainCause,
      cell: (row) =>
        row.mainCause === null ? (
          absent
        ) : (
          <span lang="zh-CN">{codeText(getItem('household.mainCause'), row.mainCause, year)}</span>
        ),
    },
    {
      key: 'income',
      title: words.income,
      align: 'end',
      cell: (row) =>
        row.netIncomePerHead === null ? absent : <span className="figure">{formatYuan(row.netIncomePerHead)}</span>,
    },
    {
      key: 'number',
      title: words.householdNo,
      wideOnly: true,
      cell: (row) => <span className="figure">{row.householdNo}</span>,
    },
  ];
  return (
    <RecordTable
      caption={words.caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => `${row.countyCode}-${row.householdId}`}
      stale={stale}
    />
  );
}
