import { findItem } from '@daohu/dictionary';
import type { Import, ImportList, ImportRow } from '@daohu/domain/exchange/contract';
import { type Column, type Language, Mark, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { itemName } from '../items/item-value.ts';
import { ChangedValue } from '../register/history-list.tsx';
import { FailureNote } from '../server/failure-note.tsx';
import { importPreviewEn } from './import-preview.messages.en.ts';
import { importPreviewZhCn } from './import-preview.messages.zh-cn.ts';
import { importRowsQuery } from './import-queries.ts';

interface PreviewRowsProps {
  readonly one: Import;
  readonly list: ImportList;
}

/** The rows of one list: the refused with cell, reason and how to mend; the changed field by field. */
export function PreviewRows({ one, list }: PreviewRowsProps) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  const query = useInfiniteQuery({ ...importRowsQuery(String(one.importId), list), enabled: one.counts[list] > 0 });
  if (one.counts[list] === 0) return <p className="absent list-empty">{words.none[list]}</p>;
  if (query.isError) return <FailureNote error={query.error} onRetry={() => query.refetch()} />;
  if (!query.data) return <p role="status">{words.loading}</p>;
  const rows = query.data.pages.flatMap((page) => page.rows);
  return (
    <div className="stack preview-rows">
      {list === 'same' ? <p className="absent">{words.sameNote}</p> : null}
      {list === 'refused' ? (
        <div className="row">
          <span className="absent">{words.refusedNote}</span>
          <a href={`/api/imports/${one.importId}/refused.xlsx`} download>
            {words.download}
          </a>
        </div>
      ) : null}
      <div className="scroll-x">
        <RecordTable
          caption={words.lists[list]}
          columns={columnsFor(list, words)}
          rows={rows}
          rowKey={(row) => row.rowNumber}
        />
      </div>
      {query.hasNextPage ? (
        <div>
          <Button loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
            {words.more}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function columnsFor(list: ImportList, words: typeof importPreviewZhCn): Column<ImportRow>[] {
  const who: Column<ImportRow>[] = [
    { key: 'row', title: words.row, cell: (row) => <span className="figure">{words.rowNumber(row.rowNumber)}</span> },
    { key: 'subject', title: words.subject, leading: true, cell: (row) => <span lang="zh-CN">{row.subject}</span> },
  ];
  switch (list) {
    case 'refused':
      return [...who, { key: 'faults', title: words.faults, block: true, cell: (row) => <Faults row={row} /> }];
    case 'same':
      return who;
    case 'new':
    case 'changed':
      return [
        ...who,
        {
          key: 'changes',
          block: true,
          title: list === 'new' ? words.changes : words.changesFromTo,
          cell: (row) => <RowChanges row={row} isNew={list === 'new'} />,
        },
      ];
  }
}

function Faults({ row }: { readonly row: ImportRow }) {
  const words = useWords({ zh: importPreviewZhCn, en: importPreviewEn });
  return (
    <ul className="faults">
      {row.faults.map((fault) => (
        <li key={`${fault.cell}${fault.code}`}>
          <p>
            {fault.cell === null ? null : (
              <strong className="fault-cell" title={words.cell(fault.cell)}>
                {fault.cell}
              </strong>
            )}
            {fault.label === null ? null : <span lang="zh-CN">{fault.label}：</span>}
            <span lang="zh-CN">{fault.reason}</span>
          </p>
          <p className="fault-mend">
            <span className="fault-mend-word">{words.mend}</span> <span lang="zh-CN">{fault.mend}</span>
          </p>
        </li>
      ))}
    </ul>
  );
}

function RowChanges({ row, isNew }: { readonly row: ImportRow; readonly isNew: boolean }) {
  const { language } = useLanguage();
  return (
    <div className="stack row-changes">
      <ul className={isNew ? 'changes changes-new' : 'changes'}>
        {row.changes.map((change) => (
          <li key={change.item}>
            <span className="changes-item">{itemNameOf(change, language)}</span>
            <ChangedValue before={change.before} after={change.after} isNew={isNew} />
          </li>
        ))}
      </ul>
      {row.notes.map((note) => (
        <p key={note} className="row-note" lang="zh-CN">
          <Mark name="notice" /> {note}
        </p>
      ))}
    </div>
  );
}

function itemNameOf({ item, nameZh }: ImportRow['changes'][number], language: Language): string {
  const known = findItem(item);
  return known ? itemName(known, language) : nameZh;
}
