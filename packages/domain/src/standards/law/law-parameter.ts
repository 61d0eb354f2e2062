import { type Library, type Parameter, readsOf, type TableCell } from '@daohu/policy';
import type { LawParameter, LawTableRow } from '../law-contract.ts';
import { cite } from './cite.ts';

/** 参数 with its values, the latest first, and who uses it. */
export function lawParameter(library: Library, { name, title, unit, reading, values }: Parameter): LawParameter {
  const usedBy = usersOf(library, name);
  return {
    name,
    title,
    unit,
    reading,
    values: [...values]
      .sort((a, b) => (a.from === b.from ? b.knownSince.localeCompare(a.knownSince) : b.from.localeCompare(a.from)))
      .map(({ from, until, knownSince, value, cells, otherwise, clauses, source, status, note }) => ({
        from,
        until,
        knownSince,
        value,
        table: cells.length === 0 ? null : tableOf(library, cells, otherwise),
        clauses: cite(library, clauses),
        source,
        status,
        note,
      })),
    usedBy,
  };
}

function tableOf(library: Library, cells: readonly TableCell[], otherwise: LawTableRow['value']): LawTableRow[] {
  const rows = cells.map(({ categories, value, clauses }) => ({ categories, value, clauses: cite(library, clauses) }));
  return otherwise === null ? rows : [...rows, { categories: [], value: otherwise, clauses: [] }];
}

/** Asked once for all parameters of a library: every rule is looked through for each of them otherwise. */
const users = new WeakMap<Library, Map<string, LawParameter['usedBy'][number][]>>();

function usersOf(library: Library, name: string): LawParameter['usedBy'] {
  let known = users.get(library);
  if (!known) {
    known = new Map();
    for (const rule of library.packs.flatMap((pack) => pack.rules)) {
      for (const parameter of readsOf([rule]).parameters) {
        const own = known.get(parameter) ?? [];
        own.push({ rule: rule.id, pack: rule.pack, title: rule.title });
        known.set(parameter, own);
      }
    }
    users.set(library, known);
  }
  return known.get(name) ?? [];
}
