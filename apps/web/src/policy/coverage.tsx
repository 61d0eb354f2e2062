import type { CoverageState, CoveredDocument } from '@daohu/domain/standards/contract';
import { clauseKindLabels } from '@daohu/domain/standards/labels';
import { type Column, formatCount, RecordTable, useLanguage, useWords } from '@daohu/ui';
import { useQuery } from '@tanstack/react-query';
import { Input, Segmented, Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { FailureNote } from '../server/failure-note.tsx';
import { ClauseReader } from '../standards/clause-drawer.tsx';
import { CoverageBar } from './coverage-bar.tsx';
import { CoveredClauses } from './covered-clauses.tsx';
import './coverage.css';
import './draft.css';
import { coverageEn } from './coverage.messages.en.ts';
import { coverageZhCn } from './coverage.messages.zh-cn.ts';
import { type CoverageFilters, clausesShown, coverageFiltersOf } from './coverage-filters.ts';
import { lawEn } from './law.messages.en.ts';
import { lawZhCn } from './law.messages.zh-cn.ts';
import { LawFrame } from './law-frame.tsx';
import { clausesQuery, packsQuery } from './law-queries.ts';

const STATES: readonly CoverageState[] = ['carried', 'planned', 'recorded-only', 'none'];

/** 条款落实: every clause of every document and what in the system carries it, or why nothing does. */
export default function CoveragePage() {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const common = useWords({ zh: lawZhCn, en: lawEn });
  const [address, setAddress] = useSearchParams();
  const packs = useQuery(packsQuery);
  // Without a choice the first document that has clauses is shown: an empty page would say nothing.
  const first = packs.data?.find(({ counts }) => counts.clauses > 0)?.key ?? null;
  const asked = coverageFiltersOf(address);
  const filters = { ...asked, document: asked.document ?? first };
  const clauses = useQuery(clausesQuery(filters.document));
  const set = (changes: Partial<Record<keyof CoverageFilters, string | null>>) => {
    const next = new URLSearchParams(address);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(name);
      else next.set(name, value);
    }
    setAddress(next, { replace: true });
  };
  const document = clauses.data?.documents.find(({ key }) => key === filters.document) ?? null;
  return (
    <LawFrame title={words.title}>
      <p className="law-intro">{words.intro}</p>
      {clauses.isPending ? <p role="status">{common.loading}</p> : null}
      {clauses.isError ? <FailureNote error={clauses.error} onRetry={() => clauses.refetch()} /> : null}
      {clauses.data ? (
        <ClauseReader>
          <section className="panel law-table">
            <DocumentTable documents={clauses.data.documents} chosen={filters.document} />
          </section>
          {document === null ? (
            <p className="absent">{words.choose}</p>
          ) : (
            <section className="panel stack" aria-busy={clauses.isPlaceholderData}>
              <h2 className="draft-h2" lang="zh-CN">
                {document.title}
              </h2>
              <Filters document={document} filters={filters} onChange={set} />
              <CoveredClauses
                sections={clausesShown(document.sections, filters)}
                byKind={filters.group === 'kind'}
                rows={clauses.data.rows}
              />
            </section>
          )}
        </ClauseReader>
      ) : null}
    </LawFrame>
  );
}

interface DocumentTableProps {
  readonly documents: readonly CoveredDocument[];
  readonly chosen: string | null;
}

function DocumentTable({ documents, chosen }: DocumentTableProps) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const columns: Column<CoveredDocument>[] = [
    {
      key: 'title',
      title: words.document,
      leading: true,
      cell: ({ key, title, number, hasPack }) => (
        <div>
          <Link
            to={`?document=${key}`}
            replace
            preventScrollReset
            lang="zh-CN"
            {...(key === chosen ? { 'aria-current': 'true' as const } : {})}
          >
            {title}
          </Link>
          <span className="law-under" lang="zh-CN">
            {number} {hasPack ? null : words.noPack}
          </span>
        </div>
      ),
    },
    { key: 'bar', title: words.share, block: true, cell: ({ counts }) => <CoverageBar counts={counts} /> },
    ...STATES.map(
      (state): Column<CoveredDocument> => ({
        key: state,
        title: words.states[state],
        align: 'end',
        cell: ({ counts }) => formatCount(counts[state]),
      }),
    ),
    {
      key: 'total',
      title: words.total,
      align: 'end',
      cell: ({ counts }) => formatCount(STATES.reduce((sum, state) => sum + counts[state], 0)),
    },
  ];
  return <RecordTable caption={words.title} columns={columns} rows={documents} rowKey={({ key }) => key} />;
}

interface FiltersProps {
  readonly document: CoveredDocument;
  readonly filters: CoverageFilters;
  readonly onChange: (changes: Partial<Record<keyof CoverageFilters, string | null>>) => void;
}

function Filters({ document, filters, onChange }: FiltersProps) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const { language } = useLanguage();
  const kindOf = (kind: string) => (language === 'zh-CN' ? clauseKindLabels[kind] : null) ?? kind;
  return (
    <div className="coverage-filters">
      <Select
        aria-label={words.state}
        allowClear
        placeholder={words.allStates}
        value={filters.state}
        onChange={(state: CoverageState | null) => onChange({ state: state ?? null })}
        options={STATES.map((state) => ({
          value: state,
          label: `${words.states[state]} ${formatCount(document.counts[state])}`,
        }))}
      />
      <Select
        aria-label={words.kind}
        allowClear
        placeholder={words.allKinds}
        value={filters.kind}
        onChange={(kind: string | null) => onChange({ kind: kind ?? null })}
        options={document.byKind.map(({ kind, counts }) => ({
          value: kind,
          label: `${kindOf(kind)} ${formatCount(STATES.reduce((sum, state) => sum + counts[state], 0))}`,
        }))}
      />
      <Input.Search
        key={filters.find}
        className="law-find"
        allowClear
        defaultValue={filters.find}
        placeholder={words.find}
        aria-label={words.find}
        onSearch={(text) => onChange({ find: text.trim() })}
      />
      <Segmented<'section' | 'kind'>
        aria-label={words.groupBy}
        value={filters.group}
        onChange={(group) => onChange({ group: group === 'section' ? null : group })}
        options={[
          { value: 'section', label: words.bySection },
          { value: 'kind', label: words.byKind },
        ]}
      />
    </div>
  );
}
