import type { Library, Rule } from '@daohu/policy';
import type { CaseDifference, LawCase } from '../law-contract.ts';
import { cite } from './cite.ts';

type Facts = { readonly [name: string]: unknown };

/** 例子 of one version of a rule, each with what sets it apart from the first. */
export function lawCases(library: Library, rule: Rule, nameOf: (division: string) => string): LawCase[] {
  const all =
    library
      .pack(rule.pack)
      ?.cases.filter((file) => file.rule === rule.id)
      .flatMap((file) => file.cases) ?? [];
  const own = all.filter(({ date }) => date === '' || (rule.holdsFrom <= date && date <= (rule.holdsUntil ?? date)));
  const first = own[0];
  return own.map((one) => ({
    name: one.name,
    date: one.date || rule.holdsFrom,
    division: one.division,
    placeName: nameOf(one.division),
    verdict: one.expect.verdict as LawCase['verdict'],
    amount: one.expect.amount ?? null,
    unit: rule.amount?.unit ?? '',
    message: one.expect.message,
    because: cite(library, one.expect.because ?? []),
    missing: one.expect.missing ?? [],
    facts: one.facts,
    parameters: one.parameters,
    differs: one === first ? [] : differences(first?.facts ?? {}, one.facts, rule.subject, library),
  }));
}

/** Leaf by leaf, named by the path to it; a list is walked by position, counted from 1 as people do. */
function differences(
  before: unknown,
  after: unknown,
  entity: Rule['subject'] | null,
  library: Library,
): CaseDifference[] {
  const walk = (
    old: unknown,
    now: unknown,
    path: string,
    of: Rule['subject'] | null,
    unit: string,
  ): CaseDifference[] => {
    if (isRecord(now)) {
      const was = isRecord(old) ? old : {};
      return [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((name) => {
        const step = path === '' ? name : `${path}.${name}`;
        const relation = of?.relations.get(name);
        const next = relation ? (library.schema.byKey.get(relation.to) ?? null) : null;
        return walk(was[name], now[name], step, next, of?.fields.get(name)?.unit ?? '');
      });
    }
    if (Array.isArray(now)) {
      const was = Array.isArray(old) ? old : [];
      return now.flatMap((item, index) => walk(was[index], item, `${path}[${index + 1}]`, of, unit));
    }
    if (old === now) return [];
    return [{ path, unit, value: isLeaf(now) ? now : null }];
  };
  return walk(before, after, '', entity, '');
}

function isRecord(value: unknown): value is Facts {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function isLeaf(value: unknown): value is number | boolean | string {
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';
}
