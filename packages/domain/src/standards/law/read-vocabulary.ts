import { done, type Outcome, refuse } from '@daohu/kernel';
import { type Entity, type Field, type Library, type Parameter, relativesOf } from '@daohu/policy';
import type {
  DraftItem,
  DraftRefusal,
  LawVocabulary,
  VocabularyEntity,
  VocabularyParameter,
  VocabularyRule,
} from '../draft-contract.ts';
import type { Standards } from '../standards.ts';

/** 词汇: the items, parameters and rules that a rule of one pack may name. */
export function readVocabulary({ packs: library }: Standards, key: string): Outcome<LawVocabulary, DraftRefusal> {
  if (!library.pack(key)) {
    return refuse({ code: 'pack-not-found', pack: key, known: library.packs.map((one) => one.key) });
  }
  return done({
    entities: [...library.schema.byKey.values()].map(entityWords),
    parameters: parametersSeenBy(library, key),
    rules: namedRules(library),
  });
}

function entityWords(entity: Entity): VocabularyEntity {
  return {
    key: entity.key,
    name: entity.ruleName,
    label: entity.schema.label ?? entity.ruleName,
    items: [...entity.fields.values()].map(itemWords),
    relations: [...entity.relations.values()].map(({ ruleName, to, kind }) => ({
      name: ruleName,
      to,
      many: kind === 'many',
    })),
  };
}

export function itemWords(field: Field): DraftItem {
  return {
    name: field.ruleName,
    label: field.label ?? field.ruleName,
    type: field.type,
    unit: field.unit ?? '',
    codes: [...field.keysByLabel.keys()],
  };
}

/** Those of the pack itself, of what it supersedes and of what it rests on; the nearest of a name. */
function parametersSeenBy(library: Library, key: string): VocabularyParameter[] {
  const byKey = new Map(library.packs.map((pack) => [pack.key, pack]));
  const seen = new Map<string, Parameter>();
  for (const parameter of relativesOf(key, byKey).flatMap((relative) => byKey.get(relative)!.parameters)) {
    // The number of an item has a dot in its name, which no rule can write.
    if (!seen.has(parameter.name) && !parameter.name.includes('.')) seen.set(parameter.name, parameter);
  }
  return [...seen.values()].map(({ name, title, unit, by, pack, values }) => ({
    name,
    title,
    unit,
    pack,
    by: by.map((axis) => (axis.is === 'code' ? axis.item : axis.categories.join('、'))),
    value: [...values].sort((a, b) => b.from.localeCompare(a.from))[0]?.value ?? null,
  }));
}

function namedRules(library: Library): VocabularyRule[] {
  const seen = new Map<string, VocabularyRule>();
  for (const { id, name, title, subject, kind } of library.packs.flatMap((pack) => pack.rules)) {
    if (name !== null && !seen.has(name)) seen.set(name, { name, rule: id, title, subject: subject.key, kind });
  }
  return [...seen.values()];
}
