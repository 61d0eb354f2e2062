import type { Library } from '../library.ts';
import type { Clause, ConditionNode, Document, Pack, Rule } from '../pack.ts';
import type { Place } from '../problem.ts';
import { clausesOf } from './check-items.ts';
import type { ItemKind } from './item.ts';
import { isItemSetting } from './item-settings.ts';

/** 承载: what in the system holds a clause. */
export interface Carrier {
  /** `rule:state/keep-class`, unique among all packs. */
  readonly id: string;
  readonly kind: CarrierKind;
  readonly pack: string;
  /** The id or name within its pack. */
  readonly name: string;
  readonly title: string;
  /** Rows of the plan of the product it waits for; empty when it works today. */
  readonly awaits: readonly number[];
  /** Of an item: what the damaged text no longer says. */
  readonly damaged: string | null;
  readonly place: Place;
}

export type CarrierKind = 'rule' | 'parameter' | ItemKind;

/** 条款落实情况: one clause and where it stands. Exactly one of `state`. */
export interface ClauseCoverage {
  readonly clause: Clause;
  readonly document: Document;
  /** `planned`: only a later part of the product will carry it. `none`: nobody has said. */
  readonly state: 'carried' | 'recorded-only' | 'planned' | 'none';
  readonly carriers: readonly Carrier[];
  /** Why it is only recorded, or why it must wait. */
  readonly reason: string | null;
  /** Of `planned`: the row of the plan of the product. */
  readonly row: number | null;
}

/** Every clause of every document, in the order of the texts; the documents by jurisdiction and day. */
export function clauseCoverage(library: Library): ClauseCoverage[] {
  const carriers = carriersByClause(library);
  const notes = library.packs.map((pack) => pack.coverageNotes);
  const all = [...library.clauseIds].map((id): ClauseCoverage => {
    const clause = library.clause(id)!;
    const all = carriers.get(id) ?? [];
    const common = { clause, document: clause.document, carriers: all };
    if (all.some(({ awaits }) => awaits.length === 0)) return { ...common, state: 'carried', reason: null, row: null };
    if (all[0]) return { ...common, state: 'planned', reason: all[0].title, row: all[0].awaits[0]! };
    const recorded = notes.map((note) => note.recordedOnly.get(id)).find((note) => note !== undefined);
    if (recorded) return { ...common, state: 'recorded-only', reason: recorded.reason, row: null };
    const planned = notes.map((note) => note.planned.get(id)).find((note) => note !== undefined);
    if (planned) return { ...common, state: 'planned', reason: planned.why, row: planned.row };
    return { ...common, state: 'none', reason: null, row: null };
  });
  const order = new Map(all.map(({ document }) => [document.key, orderOf(document)]));
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return all.sort((a, b) => compare(order.get(a.document.key)!, order.get(b.document.key)!));
}

function orderOf({ key, jurisdiction, date }: Document): string {
  const { code = '' } = (jurisdiction ?? {}) as { readonly code?: string };
  return `${code.padEnd(12, '0')} ${String(date ?? '')} ${key}`;
}

/** What holds each clause, in the order of packs and files. */
function carriersByClause(library: Library): Map<string, Carrier[]> {
  const byClause = new Map<string, Carrier[]>();
  for (const pack of library.packs) {
    for (const { clauses, ...carrier } of carriersOf(pack)) {
      for (const id of new Set(clauses)) {
        const before = byClause.get(id);
        if (before) before.push(carrier);
        else byClause.set(id, [carrier]);
      }
    }
  }
  return byClause;
}

function carriersOf(pack: Pack): (Carrier & { readonly clauses: readonly string[] })[] {
  const made = (
    kind: CarrierKind,
    name: string,
    title: string,
    place: Place,
    clauses: readonly string[],
    { awaits, damaged }: Pick<Carrier, 'awaits' | 'damaged'> = { awaits: [], damaged: null },
  ) => ({ id: `${kind}:${pack.key}/${name}`, kind, pack: pack.key, name, title, awaits, damaged, place, clauses });
  return [
    ...pack.rules.map((rule) => made('rule', rule.id, rule.title, rule.place, clausesOfRule(rule))),
    ...pack.parameters
      .filter(({ name }) => !isItemSetting(name))
      .map((parameter) =>
        made(
          'parameter',
          parameter.name,
          parameter.title ?? parameter.name,
          parameter.place,
          parameter.values.flatMap((value) => [...value.clauses, ...value.cells.flatMap((cell) => cell.clauses)]),
        ),
      ),
    ...pack.items.map((item) => made(item.kind, item.id, item.title, item.place, clausesOf(item), item)),
  ];
}

function clausesOfRule(rule: Rule): string[] {
  const clauses = [...clausesOfNode(rule.root), ...(rule.amount?.clauses ?? [])];
  if (rule.kind === 'entitlement') {
    clauses.push(...[...rule.stacksWith, ...rule.excludes].flatMap((relation) => relation.clauses));
  }
  return clauses;
}

function clausesOfNode(node: ConditionNode): string[] {
  return node.is === 'group' ? [...node.clauses, ...node.parts.flatMap(clausesOfNode)] : [...node.clauses];
}
