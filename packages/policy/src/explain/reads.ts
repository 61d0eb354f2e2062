import { childrenOf } from '../feel/node-children.ts';
import type { Node, Program, ReferenceRead } from '../feel/tree.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import { programsOf } from '../packs/rule-programs.ts';

/** A field that a rule reads: of which entity, and how many years back. */
export interface FieldRead {
  readonly entity: string;
  readonly key: string;
  readonly yearsBack: number;
  /** Of a derived field: the rule names of the items it follows from. */
  readonly derivedFrom: readonly string[];
}

/** All that a rule may ask for, whether or not a certain subject needs it: what a caller must load before it judges. */
export interface Reads {
  readonly fields: readonly FieldRead[];
  /** Relations with how many years back the record is that holds them: 班.上年.学生 is `pupils`, 1. */
  readonly relations: readonly { readonly key: string; readonly yearsBack: number }[];
  readonly figures: readonly ReferenceRead[];
  readonly parameters: readonly string[];
}

/**
 * 所需数据: what these rules read, each once. With a library also what the rules read whose results they use, in all
 * their versions: that is what a caller has to load.
 */
export function readsOf(rules: readonly Rule[], library: Pick<Library, 'packs'> | null = null): Reads {
  const programs = (library ? withCalled(rules, library) : rules).flatMap(expressionsOf);
  const nodes = programs.flatMap((program) => nodesOf(program.tree));
  return {
    fields: once(
      nodes.flatMap((node) => (node.is === 'field' ? [fieldOf(node)] : [])),
      (read) => `${read.entity}.${read.key}-${read.yearsBack}`,
    ),
    relations: once(
      nodes.flatMap((node) =>
        node.is === 'relation' ? [{ key: node.relation.key, yearsBack: Math.max(0, -node.yearOffset) }] : [],
      ),
      (read) => `${read.key}-${read.yearsBack}`,
    ),
    figures: once(
      programs.flatMap((program) => program.references),
      (read) => `${read.series}/${read.level}/${read.yearOffset}`,
    ),
    parameters: [...new Set(programs.flatMap((program) => program.parameters))],
  };
}

function withCalled(rules: readonly Rule[], { packs }: Pick<Library, 'packs'>): Rule[] {
  const found = new Set(rules);
  // A set hands out what is added to it on the way.
  for (const rule of found) {
    const names = new Set(expressionsOf(rule).flatMap((program) => program.calls.map((call) => call.name)));
    if (names.size === 0) continue;
    for (const called of packs.flatMap((pack) => pack.rules)) {
      if (called.name !== null && names.has(called.name)) found.add(called);
    }
  }
  return [...found];
}

/** What decides the result, and of a check what its sentence says. */
function expressionsOf(rule: Rule): Program[] {
  const said = rule.kind === 'check' ? rule.message.filter((part) => typeof part !== 'string') : [];
  return [...programsOf(rule), ...said];
}

function nodesOf(node: Node): Node[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function fieldOf({ field, yearOffset }: Node & { readonly is: 'field' }): FieldRead {
  return {
    entity: field.entity,
    key: field.key,
    yearsBack: Math.max(0, -yearOffset),
    derivedFrom: field.derivedFrom ?? [],
  };
}

function once<T>(found: readonly T[], keyOf: (one: T) => string): T[] {
  return [...new Map(found.map((one) => [keyOf(one), one])).values()];
}
