import type { PackSummary } from '@daohu/domain/standards/contract';
import { type Column, formatCount, formatDate, RecordTable, StateWord, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { packsQuery } from './law-queries.ts';
import { packEn } from './pack.messages.en.ts';
import { packZhCn } from './pack.messages.zh-cn.ts';

/** 政策包目录: the documents that the system works by, each as data. */
export default function PackListPage() {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const packs = useQuery(packsQuery);
  return (
    <LawFrame title={common.packs}>
      <p className="law-intro">{words.intro}</p>
      {packs.isPending ? <p role="status">{common.loading}</p> : null}
      {packs.isError ? <FailureNote error={packs.error} onRetry={() => packs.refetch()} /> : null}
      {packs.data ? <PackTable packs={packs.data} /> : null}
    </LawFrame>
  );
}

function PackTable({ packs }: { readonly packs: readonly PackSummary[] }) {
  const words = useWords({ zh: packZhCn, en: packEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const { language } = useLanguage();
  const count = (key: string, title: string, of: (pack: PackSummary) => number): Column<PackSummary> => ({
    key,
    title,
    align: 'end',
    cell: (pack) => formatCount(of(pack)),
  });
  const columns: Column<PackSummary>[] = [
    {
      key: 'title',
      title: words.document,
      leading: true,
      cell: ({ key, title, number, issuer }) => (
        <div>
          <Link to={`/policy/packs/${key}`} lang="zh-CN">
            {title}
          </Link>
          {number === null && issuer === null ? null : (
            <span className="law-under" lang="zh-CN">
              {[issuer, number].filter(Boolean).join(' · ')}
            </span>
          )}
        </div>
      ),
    },
    {
      key: 'jurisdiction',
      title: words.jurisdiction,
      cell: ({ jurisdiction }) => <span lang="zh-CN">{jurisdiction.name}</span>,
    },
    {
      key: 'from',
      title: words.inForce,
      cell: ({ inForce }) => (
        <span className="row law-tight">
          {common.from(formatDate(inForce.from, language))}
          {inForce.status === 'assumed' ? <StateWord tone="notice" word={common.assumed} /> : null}
        </span>
      ),
    },
    count('rules', words.rules, ({ counts }) => counts.rules),
    count('cases', words.cases, ({ counts }) => counts.cases),
    count('parameters', words.parameters, ({ counts }) => counts.parameters),
    count('clauses', words.clauses, ({ counts }) => counts.clauses),
    {
      key: 'open',
      title: words.open,
      align: 'end',
      cell: ({ counts }) =>
        counts.open === 0 ? '0' : <StateWord tone="notice" word={words.openOf(formatCount(counts.open))} />,
    },
  ];
  return (
    <section className="panel law-table">
      <RecordTable caption={common.packs} columns={columns} rows={packs} rowKey={({ key }) => key} />
    </section>
  );
}
