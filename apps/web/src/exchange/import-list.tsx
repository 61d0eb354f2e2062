import type { Import } from '@daohu/domain/exchange/contract';
import { type Column, formatCount, formatInstant, PageHeading, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../access/me.ts';
import { FailureNote } from '../server/failure-note.tsx';
import './exchange.css';
import { FileDrop } from './file-drop.tsx';
import { importEn } from './import.messages.en.ts';
import { importZhCn } from './import.messages.zh-cn.ts';
import { importsQuery } from './import-queries.ts';
import { ImportStateWord } from './import-state-word.tsx';

/** 导入: a place to put a file, and what was imported before. */
export default function ImportListPage() {
  const words = useWords({ zh: importZhCn, en: importEn });
  const mayUpload = useMay('exchange.uploadImport');
  const imports = useQuery(importsQuery);
  const client = useQueryClient();
  const navigate = useNavigate();
  return (
    <div className="stack">
      <PageHeading title={words.listTitle} />
      {mayUpload ? (
        <FileDrop
          onSent={(sent) => {
            void client.invalidateQueries({ queryKey: importsQuery.queryKey });
            void navigate(`/imports/${sent.importId}`);
          }}
        />
      ) : null}
      <section className="panel">
        <h2>{words.past}</h2>
        {imports.isPending ? <p role="status">{words.loading}</p> : null}
        {imports.isError ? <FailureNote error={imports.error} onRetry={() => imports.refetch()} /> : null}
        {imports.data?.length === 0 ? <p className="absent">{words.pastNone}</p> : null}
        {imports.data && imports.data.length > 0 ? <PastImports imports={imports.data} /> : null}
      </section>
    </div>
  );
}

function PastImports({ imports }: { readonly imports: readonly Import[] }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  const { language } = useLanguage();
  const columns: Column<Import>[] = [
    {
      key: 'file',
      title: words.file,
      leading: true,
      cell: (one) => (
        <Link to={`/imports/${one.importId}`} lang="zh-CN" className="file-name">
          {one.fileName}
        </Link>
      ),
    },
    { key: 'set', title: words.set, cell: (one) => <SetName one={one} /> },
    {
      key: 'place',
      title: words.place,
      cell: (one) => <span lang="zh-CN">{one.withinName ?? one.suggestedWithinName ?? ''}</span>,
    },
    { key: 'year', title: words.year, cell: (one) => (one.year === null ? '' : words.yearOf(one.year)) },
    { key: 'state', title: words.state, cell: (one) => <ImportStateWord state={one.state} /> },
    { key: 'rows', title: words.rows, align: 'end', cell: (one) => words.rowsOf(formatCount(one.counts.rows)) },
    { key: 'by', title: words.by, cell: (one) => one.accountName },
    {
      key: 'at',
      title: words.at,
      cell: (one) => <span className="figure">{formatInstant(one.createdAt, language)}</span>,
    },
  ];
  return (
    <div className="scroll-x">
      <RecordTable caption={words.caption} columns={columns} rows={imports} rowKey={(one) => one.importId} />
    </div>
  );
}

export function SetName({ one }: { readonly one: Pick<Import, 'set' | 'setTitle'> }) {
  const words = useWords({ zh: importZhCn, en: importEn });
  if (one.set === null) return <span className="absent">{words.unknown}</span>;
  return (
    <span lang="zh-CN">
      {one.set} {one.setTitle}
    </span>
  );
}
