import type { Recorder } from '../explain/frame.ts';
import { childrenOf } from '../feel/node-children.ts';
import type { Node } from '../feel/tree.ts';
import type { RelationSchema } from '../schema.ts';
import type { DrawnRecord } from './facts.ts';
import { agreementSchema } from './school-schema.ts';

const ENTITIES = new Map(agreementSchema.entities.map((entity) => [entity.key, entity]));

/** What an expression reads of a record, by relations: records lead to one another in circles, so no more is built. */
class Reads {
  readonly relations = new Map<string, Reads>();

  follow(relation: string): Reads {
    const reads = this.relations.get(relation) ?? new Reads();
    this.relations.set(relation, reads);
    return reads;
  }
}

function readsOf(tree: Node, subject: string): Reads {
  const top = new Reads();
  const names = new Map([[subject, top]]);
  const visit = (node: Node): Reads | null => {
    if (node.is === 'variable') return names.get(node.name)!;
    if (node.is === 'relation') return visit(node.of)!.follow(node.relation.ruleName);
    if (node.is === 'reference') {
      const [name, ...path] = node.path.split('.');
      path.slice(0, -1).reduce((reads, step) => reads.follow(step), names.get(name!)!);
    } else if (node.is === 'every' || node.is === 'some' || node.is === 'for') {
      names.set(node.name, visit(node.list)!);
      visit(node.body);
    } else for (const child of childrenOf(node)) visit(child);
    return null;
  };
  visit(tree);
  return top;
}

/**
 * The subject of an expression as the interpreter of the standard takes it: by the names in rules, codes by their
 * labels, without dates, which it holds in a type of its own. Figures of divisions stand in their record.
 */
export function feelinContext(
  tree: Node,
  facts: readonly DrawnRecord[],
  subject: DrawnRecord,
  figureOf: (yearOffset: number) => number,
): Record<string, unknown> {
  const build = ({ entity, fields, one, many }: DrawnRecord, reads: Reads, years: number): Record<string, unknown> => {
    const schema = ENTITIES.get(entity)!;
    const made: Record<string, unknown> = {};
    for (const { key, ruleName, type, codes, series } of schema.fields) {
      if (series !== undefined) made[ruleName] = figureOf(years);
      else if (type === 'code') made[ruleName] = codes!.find((code) => code.key === fields[key])!.label;
      else if (type !== 'date') made[ruleName] = fields[key];
    }
    for (const [ruleName, inner] of reads.relations) {
      const { key, kind } = schema.relations!.find((one) => one.ruleName === ruleName) as RelationSchema;
      const next = (to: number) => build(facts[to]!, inner, kind === 'yearBefore' ? years - 1 : years);
      made[ruleName] = kind === 'many' ? many[key]!.map(next) : next(one[key]!);
    }
    return made;
  };
  const name = ENTITIES.get(subject.entity)!.ruleName;
  return { [name]: build(subject, readsOf(tree, name), 0) };
}

/** What the interpreter reads as the standard does: no dates of a record, and numbers that a double divides exactly. */
export function isForFeelin(node: Node): boolean {
  if (node.type.is === 'date' && node.is !== 'literal') return false;
  if (node.is === 'field' && (node.field.key === 'vast' || node.field.derive)) return false;
  if (node.is === 'literal' && typeof node.value === 'number' && node.value > 1_000_000) return false;
  // It takes the two bounds in either order; the standard does not.
  return node.is !== 'between' && childrenOf(node).every(isForFeelin);
}

/** Hears whether anything on the way had no value: there the packs part from the standard. */
export function hearUnknown(): { readonly recorder: Recorder; isUnknown(): boolean } {
  let unknown = false;
  const hear = (value: unknown): void => {
    unknown ||= value === null;
  };
  const recorder: Recorder = {
    readField: (_node, _record, value) => hear(value),
    readList: (_node, _record, missing) => hear(missing ? null : true),
    readParameter: (_slot, value) => hear(value),
    readTable: (_slot, _keys, value) => hear(value),
    readCall: (_node, _record, value) => hear(value),
    readReference: (_slot, value) => hear(value),
    noResult: () => hear(null),
    tookBranch: () => {},
    mark: () => 0,
    forgetMissing: () => {},
    enterElement: () => 0,
    leaveElement: () => {},
  };
  return { recorder, isUnknown: () => unknown };
}
