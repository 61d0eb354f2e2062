import type { Library, Parameter } from '@daohu/policy';
import { readsOf } from '@daohu/policy';
import type { LawParameter } from '../law-contract.ts';
import { cite } from './cite.ts';

/** 参数 with its values, the latest first, and who uses it. */
export function lawParameter(library: Library, { name, title, unit, reading, values }: Parameter): LawParameter {
  const usedBy = library.packs.flatMap((pack) =>
    pack.rules
      .filter((rule) => readsOf([rule]).parameters.includes(name))
      .map((rule) => ({ rule: rule.id, pack: pack.key, title: rule.title })),
  );
  return {
    name,
    title,
    unit,
    reading,
    values: [...values]
      .sort((a, b) => (a.from === b.from ? b.knownSince.localeCompare(a.knownSince) : b.from.localeCompare(a.from)))
      .map(({ from, until, knownSince, value, clauses, source, status, note }) => ({
        from,
        until,
        knownSince,
        value,
        table: null,
        clauses: cite(library, clauses),
        source,
        status,
        note,
      })),
    usedBy,
  };
}
