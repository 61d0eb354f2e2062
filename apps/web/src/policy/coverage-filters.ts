import type { CoverageState, CoveredClause, CoveredSection } from '@daohu/domain/standards/contract';

/** 筛选: what of a document is shown. In the address, so that a list can be handed on. */
export interface CoverageFilters {
  readonly document: string | null;
  readonly state: CoverageState | null;
  readonly kind: string | null;
  readonly find: string;
  readonly group: 'section' | 'kind';
}

const STATES: readonly string[] = ['carried', 'planned', 'recorded-only', 'none'] satisfies CoverageState[];

export function coverageFiltersOf(address: URLSearchParams): CoverageFilters {
  const state = address.get('state');
  return {
    document: address.get('document'),
    state: state !== null && STATES.includes(state) ? (state as CoverageState) : null,
    kind: address.get('kind'),
    find: (address.get('find') ?? '').trim(),
    group: address.get('group') === 'kind' ? 'kind' : 'section',
  };
}

/** The sections with the clauses that pass, those that are left empty left out; by kind instead where that is asked. */
export function clausesShown(
  sections: readonly CoveredSection[],
  { state, kind, find, group }: CoverageFilters,
): readonly CoveredSection[] {
  const passes = (clause: CoveredClause) =>
    (state === null || clause.state === state) &&
    (kind === null || clause.kind === kind) &&
    (find === '' || clause.id.includes(find) || clause.quote.includes(find));
  const passed = sections.map(({ ref, clauses }) => ({ ref, clauses: clauses.filter(passes) }));
  const grouped = group === 'kind' ? byKind(passed.flatMap(({ clauses }) => clauses)) : passed;
  return grouped.filter(({ clauses }) => clauses.length > 0);
}

function byKind(clauses: readonly CoveredClause[]): CoveredSection[] {
  const kinds = [...new Set(clauses.map((clause) => clause.kind))];
  return kinds.map((kind) => ({ ref: kind, clauses: clauses.filter((clause) => clause.kind === kind) }));
}
