import { done, type Outcome, refuse } from '@daohu/kernel';
import { type Carrier, type ClauseCoverage, clauseCoverage, type Library, type RegisterItem } from '@daohu/policy';
import type {
  ClauseCarrier,
  ClausesOverview,
  CoverageCounts,
  CoveredClause,
  CoveredDocument,
  CoveredSection,
  ListClauses,
} from '../coverage-contract.ts';
import type { LawRefusal } from '../law-contract.ts';
import { productParts } from '../product-parts.ts';
import type { Standards } from '../standards.ts';
import { plannedRows } from './planned-rows.ts';

/** 条款落实情况: every clause of every document, by section, with what carries it or why nothing does. */
export function listClauses(
  { packs: library }: Standards,
  { document }: ListClauses,
): Outcome<ClausesOverview, LawRefusal> {
  const byDocument = grouped(coverageOf(library), (one) => one.document.key);
  if (document !== undefined && !byDocument.has(document)) {
    return refuse({ code: 'pack-not-found', pack: document, known: [...byDocument.keys()] });
  }
  const pages = pagesOfRegisters(library);
  const documents = [...byDocument].map(([key, all]) => {
    const isWanted = document === undefined || document === key;
    return coveredDocument(library, key, all, isWanted ? sectionsOf(all, pages) : []);
  });
  const shown = documents.flatMap(({ sections }) => sections.flatMap(({ clauses }) => clauses));
  const rows = shown.flatMap(({ row, carriers }) => [
    ...(row === null ? [] : [row]),
    ...carriers.flatMap(({ awaits }) => awaits),
  ]);
  return done({ documents, rows: plannedRows([...new Set(rows)].sort((a, b) => a - b)) });
}

const known = new WeakMap<Library, readonly ClauseCoverage[]>();

/** The packs do not change while the program runs. */
function coverageOf(library: Library): readonly ClauseCoverage[] {
  const coverage = known.get(library) ?? clauseCoverage(library);
  known.set(library, coverage);
  return coverage;
}

function coveredDocument(
  library: Library,
  key: string,
  all: readonly ClauseCoverage[],
  sections: readonly CoveredSection[],
): CoveredDocument {
  const pack = library.pack(key);
  const about = all[0]!.document;
  const kinds = grouped(all, ({ clause }) => clause.kind);
  return {
    key,
    title: about.title,
    issuer: pack?.issuer ?? textOf(about.issuer),
    number: pack?.number ?? textOf(about.number),
    date: pack?.date ?? textOf(about.date),
    hasPack: pack !== null,
    complete: pack?.complete ?? false,
    counts: countsOf(all),
    byKind: [...kinds].map(([kind, clauses]) => ({ kind, counts: countsOf(clauses) })),
    sections,
  };
}

function countsOf(all: readonly ClauseCoverage[]): CoverageCounts {
  const counts = { carried: 0, planned: 0, 'recorded-only': 0, none: 0 };
  for (const { state } of all) counts[state] += 1;
  return counts;
}

function sectionsOf(all: readonly ClauseCoverage[], pages: ReadonlyMap<string, string>): CoveredSection[] {
  const sections = grouped(all, ({ clause }) => sectionOf(clause.ref));
  return [...sections].map(([ref, clauses]) => ({ ref, clauses: clauses.map((one) => coveredClause(one, pages)) }));
}

/** 三（三）1 stands in section 三（三）, 一、4 in 一、4, 附件一（二）32 in 附件一（二）, 四 主要目标3 in 四 主要目标; what has no number is its own. */
export function sectionOf(ref: string): string {
  return /^(?:附件)?[一二三四五六七八九十]+(?:（[一二三四五六七八九十]+）|、?\d+| 主要目标)?/.exec(ref)?.[0] ?? ref;
}

function coveredClause(
  { clause, state, carriers, reason, row }: ClauseCoverage,
  pages: ReadonlyMap<string, string>,
): CoveredClause {
  const { id, ref, kind, subject, quote, damaged } = clause;
  return {
    id,
    ref,
    kind,
    subject,
    quote,
    damaged: damaged ?? false,
    state,
    carriers: carriers.map((carrier) => clauseCarrier(carrier, pages)),
    reason,
    row,
  };
}

function clauseCarrier(
  { id, kind, pack, name, title, awaits, damaged }: Carrier,
  pages: ReadonlyMap<string, string>,
): ClauseCarrier {
  return { id, kind, pack, name, title, awaits, damaged, page: pages.get(id) ?? null };
}

/** A page with a place in its path (`/villages/:code`) cannot be opened without knowing which. */
function pagesOfRegisters(library: Library): Map<string, string> {
  const pages = new Map(productParts.flatMap(({ id, page }) => (page && !page.includes(':') ? [[id, page]] : [])));
  const registers = library.packs.flatMap((pack) =>
    pack.items.filter((item): item is RegisterItem => item.kind === 'register'),
  );
  return new Map(
    registers.flatMap(({ pack, id, part }) => {
      const page = part === null ? undefined : pages.get(part);
      return page === undefined ? [] : [[`register:${pack}/${id}`, page] as const];
    }),
  );
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : null;
}

/** In the order in which the keys first come. */
function grouped<One>(all: readonly One[], keyOf: (one: One) => string): Map<string, One[]> {
  const groups = new Map<string, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}
