import type {
  ClauseCarrier,
  CoverageState,
  CoveredClause,
  CoveredSection,
  PlannedRow,
} from '@daohu/domain/standards/contract';
import { carrierKindLabels, clauseKindLabels } from '@daohu/domain/standards/labels';
import { formatCount, type StateTone, StateWord, useLanguage, useWords } from '@daohu/ui';
import { Link } from 'react-router';
import { ClauseButton } from '../standards/clause-drawer.tsx';
import { carrierAddress } from './carrier-address.ts';
import { coverageEn } from './coverage.messages.en.ts';
import { coverageZhCn } from './coverage.messages.zh-cn.ts';

const TONES: Record<CoverageState, StateTone> = {
  carried: 'good',
  planned: 'notice',
  'recorded-only': 'plain',
  none: 'bad',
};

interface CoveredClausesProps {
  readonly sections: readonly CoveredSection[];
  /** The sections are kinds of clauses, not parts of the document. */
  readonly byKind: boolean;
  readonly rows: readonly PlannedRow[];
}

/** The clauses of a document with their words, each beside what carries it. */
export function CoveredClauses({ sections, byKind, rows }: CoveredClausesProps) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const { language } = useLanguage();
  if (sections.length === 0) return <p role="status">{words.noMatch}</p>;
  return sections.map(({ ref, clauses }) => (
    <section key={ref} className="coverage-section">
      <h3>
        {byKind ? ((language === 'zh-CN' ? clauseKindLabels[ref] : null) ?? ref) : <span lang="zh-CN">{ref}</span>}{' '}
        <span className="law-count">{formatCount(clauses.length)}</span>
      </h3>
      <ul>
        {clauses.map((clause) => (
          <ClauseLine key={clause.id} clause={clause} rows={rows} />
        ))}
      </ul>
    </section>
  ));
}

function ClauseLine({ clause, rows }: { readonly clause: CoveredClause; readonly rows: readonly PlannedRow[] }) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const { language } = useLanguage();
  const { id, ref, kind, quote, damaged, state, carriers, reason, row } = clause;
  const awaited = rows.find((one) => one.row === row);
  return (
    <li className="coverage-clause">
      <div>
        <p className="coverage-quote" lang="zh-CN">
          {quote}
        </p>
        <p className="row law-tight">
          <ClauseButton id={id} place={ref} />
          <span className="absent">{(language === 'zh-CN' ? clauseKindLabels[kind] : null) ?? kind}</span>
          {damaged ? <StateWord tone="notice" word={words.damaged} /> : null}
        </p>
      </div>
      <div className="coverage-carriers">
        <StateWord tone={TONES[state]} word={words.states[state]} />
        <ul>
          {carriers.map((carrier) => (
            <Carrier key={carrier.id} carrier={carrier} />
          ))}
        </ul>
        {awaited ? (
          <p className="absent">
            {words.awaits(awaited.row)} {language === 'zh-CN' ? awaited.title : awaited.titleEn}
          </p>
        ) : null}
        {reason === null ? null : (
          <p className="absent" lang="zh-CN">
            {reason}
          </p>
        )}
      </div>
    </li>
  );
}

function Carrier({ carrier }: { readonly carrier: ClauseCarrier }) {
  const words = useWords({ zh: coverageZhCn, en: coverageEn });
  const { language } = useLanguage();
  return (
    <li>
      <span className="absent">{language === 'zh-CN' ? carrierKindLabels[carrier.kind] : carrier.kind}</span>{' '}
      <Link to={carrierAddress(carrier)} lang="zh-CN">
        {carrier.title}
      </Link>
      {carrier.page === null ? null : (
        <>
          {' '}
          <Link to={carrier.page}>{words.openPage}</Link>
        </>
      )}
    </li>
  );
}
