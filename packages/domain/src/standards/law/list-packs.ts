import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Pack, Parameter } from '@daohu/policy';
import type { LawRefusal, PackDetail, PackSummary, RelatedPack } from '../law-contract.ts';
import type { Standards } from '../standards.ts';
import { lawParameter } from './law-parameter.ts';
import { ruleSummary } from './rule-summary.ts';

/** 政策包目录: every document as data, the nation first, then by jurisdiction and day. */
export function listPacks({ packs: library }: Standards): PackSummary[] {
  const clauses = new Map<string, number>();
  for (const id of library.clauseIds) {
    const document = id.slice(0, id.indexOf('/'));
    clauses.set(document, (clauses.get(document) ?? 0) + 1);
  }
  return [...library.packs]
    .sort((a, b) => order(a).localeCompare(order(b)))
    .map((pack) => packSummary(pack, clauses.get(pack.key) ?? 0));
}

function order({ jurisdiction, inForce }: Pack): string {
  return `${jurisdiction.code.padEnd(12, '0')} ${inForce.from}`;
}

function packSummary(pack: Pack, clauses: number): PackSummary {
  const { key, title, issuer, number, date, jurisdiction, inForce } = pack;
  const open = pack.parameters.filter(isOpen);
  return {
    key,
    title,
    issuer,
    number,
    date,
    jurisdiction,
    inForce,
    counts: {
      clauses,
      rules: pack.rules.length,
      cases: pack.cases.reduce((sum, file) => sum + file.cases.length, 0),
      parameters: pack.parameters.filter(({ name }) => !isNumberOfItem(name)).length,
      open: open.length,
    },
  };
}

/** 政策包: one document with its rules, its parameters by day, and the packs it stands beside. */
export function showPack(standards: Standards, key: string): Outcome<PackDetail, LawRefusal> {
  const { packs: library } = standards;
  const pack = library.pack(key);
  if (!pack) return refuse({ code: 'pack-not-found', pack: key, known: library.packs.map((one) => one.key) });
  const named = (other: string, from: string | null, note: string | null): RelatedPack => ({
    key: other,
    title: library.pack(other)?.title ?? other,
    from,
    note,
  });
  const [summary] = listPacks(standards).filter((one) => one.key === key);
  return done({
    ...summary!,
    parents: pack.parents.map((parent) => named(parent, null, null)),
    supersedes: pack.supersedes.map((entry) => named(entry.pack, entry.from, entry.note)),
    supersededBy: library.packs.flatMap((other) =>
      other.supersedes.filter((entry) => entry.pack === key).map((entry) => named(other.key, entry.from, entry.note)),
    ),
    rules: pack.rules.map((rule) => ruleSummary(library, rule)),
    parameters: pack.parameters
      .filter((parameter) => !isNumberOfItem(parameter.name) || isOpen(parameter))
      .map((parameter) => lawParameter(library, parameter)),
    items: itemCounts(pack),
  });
}

/** Whether the text leaves any of its values for an office to fill in. */
function isOpen({ values }: Parameter): boolean {
  return values.some(({ value, cells }) =>
    cells.length === 0 ? value === null : cells.some((cell) => cell.value === null),
  );
}

/** The days of a notice, the rate of a spot check: such a number stands with its item, and its name holds a dot. */
function isNumberOfItem(name: string): boolean {
  return name.includes('.');
}

function itemCounts({ items }: Pack): PackDetail['items'] {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }));
}
