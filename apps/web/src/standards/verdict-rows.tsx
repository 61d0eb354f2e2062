import type { ListedVerdict, VerdictPage } from '@daohu/domain/standards/contract';
import { type Column, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { missingSentence } from './missing-list.tsx';
import { verdictEn } from './verdict.messages.en.ts';
import { verdictZhCn } from './verdict.messages.zh-cn.ts';
import { verdictListEn } from './verdict-list.messages.en.ts';
import { verdictListZhCn } from './verdict-list.messages.zh-cn.ts';

/** Of a long list of what is missing, so much stands in the row; the rest on the page of the household. */
const MISSING_SHOWN = 3;

export function VerdictRows({ page, stale }: { readonly page: VerdictPage; readonly stale: boolean }) {
  const words = useWords({ zh: verdictListZhCn, en: verdictListEn });
  const year = page.years.at(-1)?.year;
  const search = year === undefined ? '' : `?year=${year}`;
  const isHousehold = page.subject === 'household';
  const village: Column<ListedVerdict> = {
    key: 'village',
    title: words.village,
    ...(isHousehold ? {} : { leading: true as const }),
    cell: (row) => (
      <Link to={`/villages/${row.division}${search}`} lang="zh-CN">
        {row.villageName}
      </Link>
    ),
  };
  const township: Column<ListedVerdict> = {
    key: 'township',
    title: words.township,
    cell: (row) => <span lang="zh-CN">{row.townshipName}</span>,
  };
  const columns: Column<ListedVerdict>[] = [
    ...(isHousehold ? [headColumn(words, search), township, village] : [village, township]),
    ...(page.state === 'met' ? [] : [whyColumn(words.why[page.state])]),
    ...(page.state === 'unknown'
      ? [
          {
            key: 'missing',
            title: words.missing,
            block: true as const,
            cell: (row: ListedVerdict) => <Missing row={row} />,
          },
        ]
      : []),
    ...(page.rows.some(({ amount }) => amount) ? [amountColumn(words)] : []),
    ...(isHousehold
      ? [
          {
            key: 'status',
            title: words.status,
            cell: ({ exitStatus }: ListedVerdict) =>
              exitStatus === null ? (
                <span className="absent">{words.notRecorded}</span>
              ) : (
                <span lang="zh-CN">{exitStatus}</span>
              ),
          },
          {
            key: 'number',
            title: words.householdNo,
            wideOnly: true as const,
            cell: (row: ListedVerdict) => <span className="figure">{row.householdNo}</span>,
          },
        ]
      : []),
  ];
  return (
    <RecordTable
      caption={words.caption}
      columns={columns}
      rows={page.rows}
      rowKey={(row) => `${row.division}-${row.householdId ?? ''}`}
      stale={stale}
    />
  );
}

function headColumn(words: typeof verdictListZhCn, search: string): Column<ListedVerdict> {
  return {
    key: 'head',
    title: words.head,
    leading: true,
    cell: (row) => (
      <Link to={`/households/${row.countyCode}/${row.householdId}${search}`}>
        {row.headName === null ? words.noHead : <span lang="zh-CN">{row.headName}</span>}
      </Link>
    ),
  };
}

function whyColumn(title: string): Column<ListedVerdict> {
  return {
    key: 'why',
    title,
    block: true,
    cell: (row) => (
      <ul className="verdict-causes" lang="zh-CN">
        {row.causes.map(({ key, titles }) => (
          <li key={key} title={titles.join(' › ')}>
            {titles.at(-1)}
          </li>
        ))}
      </ul>
    ),
  };
}

function amountColumn(words: typeof verdictListZhCn): Column<ListedVerdict> {
  return {
    key: 'amount',
    title: words.amount,
    align: 'end',
    cell: ({ amount }) => (
      <span className="figure">{amount?.value == null ? words.unknownAmount : `${amount.value} ${amount.unit}`}</span>
    ),
  };
}

function Missing({ row }: { readonly row: ListedVerdict }) {
  const words = useWords({ zh: verdictListZhCn, en: verdictListEn });
  const sentences = useWords({ zh: verdictZhCn, en: verdictEn });
  const { language } = useLanguage();
  const shown = row.missing.slice(0, MISSING_SHOWN).map((one) => missingSentence(one, sentences, language));
  const rest = row.missing.length - shown.length;
  return (
    <ul className="verdict-causes">
      {shown.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {rest > 0 ? <li className="absent">{words.more(rest)}</li> : null}
    </ul>
  );
}
