import { childrenOf, type Entity, type Field, type Library, type Node, programsOf, type Rule } from '@daohu/policy';
import type { DraftInputs } from '../draft-contract.ts';
import { itemWords } from './read-vocabulary.ts';

interface Gathered {
  readonly entity: Entity;
  readonly items: Map<string, Field>;
  readonly related: Map<string, { readonly many: boolean; readonly inputs: Gathered }>;
}

/** 试算所需的值: what a rule reads, record by record, as a case would write it. Of a derived item, what it follows from. */
export function draftInputs(library: Library, rule: Rule): DraftInputs {
  const top = gathered(rule.subject);
  gather(library, rule, top, new Set());
  return plain(top);
}

function gathered(entity: Entity): Gathered {
  return { entity, items: new Map(), related: new Map() };
}

/** `calling`: rules on the way here, so that a circle would come to an end. */
function gather(library: Library, rule: Rule, subject: Gathered, calling: ReadonlySet<string>): void {
  for (const program of programsOf(rule)) {
    const loops = new Map<number, Gathered | null>();
    const walk = (node: Node): void => {
      if (node.is === 'every' || node.is === 'some' || node.is === 'for') loops.set(node.slot, recordAt(node.list));
      if (node.is === 'field') item(recordAt(node.of), node.field);
      if (node.is === 'relation') recordAt(node);
      if (node.is === 'reference') figure(node.path, node.read.field);
      if (node.is === 'verdict') called(node);
      for (const child of childrenOf(node)) walk(child);
    };
    const recordAt = (node: Node): Gathered | null => {
      if (node.is === 'variable') return node.slot === 0 ? subject : (loops.get(node.slot) ?? null);
      if (node.is !== 'relation') return null;
      const from = recordAt(node.of);
      return from && step(from, node.relation.ruleName);
    };
    const step = (from: Gathered, name: string): Gathered | null => {
      const relation = from.entity.relations.get(name);
      const to = relation && library.schema.byKey.get(relation.to);
      if (!relation || !to) return null;
      const known = from.related.get(name) ?? { many: relation.kind === 'many', inputs: gathered(to) };
      from.related.set(name, known);
      return known.inputs;
    };
    const item = (record: Gathered | null, field: Field): void => {
      const sources = (field.derivedFrom ?? []).flatMap((name) => record?.entity.fields.get(name) ?? []);
      for (const one of sources.length > 0 ? sources : [field]) record?.items.set(one.ruleName, one);
    };
    const figure = (path: string, field: Field): void => {
      let record: Gathered | null = subject;
      for (const name of path.split('.').slice(1, -1)) record = record && step(record, name);
      record?.items.set(field.ruleName, field);
    };
    const called = (node: Node & { is: 'verdict' }): void => {
      const record = recordAt(node.of);
      if (!record || calling.has(node.name)) return;
      const versions = library.packs.flatMap((pack) => pack.rules.filter(({ name }) => name === node.name));
      for (const version of versions) gather(library, version, record, new Set([...calling, node.name]));
    };
    walk(program.tree);
  }
}

function plain({ entity, items, related }: Gathered): DraftInputs {
  return {
    entity: entity.key,
    items: [...items.values()].map(itemWords),
    related: [...related].map(([name, { many, inputs }]) => ({
      name,
      label: inputs.entity.schema.label ?? inputs.entity.ruleName,
      many,
      inputs: plain(inputs),
    })),
  };
}
