import { invariant } from '@daohu/kernel';
import { parseUnit, type Unit } from './feel/unit.ts';

/**
 * What the packs may speak of. The engine knows no entity, field or code of its own: they are handed in here.
 * Facts are plain records: `record[field.key]` is the value, `record[relation.key]` a record or a list of records.
 */
export interface Schema {
  readonly entities: readonly EntitySchema[];
}

export interface EntitySchema {
  /** Identifier used by packs in `subject:` and by callers (`pupil`). */
  readonly key: string;
  /** The variable that stands for the subject in a rule (`生`). */
  readonly ruleName: string;
  readonly label?: string;
  /** Level of an administrative division whose figures come from reference series (`county`). */
  readonly level?: string;
  /** Where a record carries its identity and its name, for the explanation. */
  readonly idKey?: string;
  readonly nameKey?: string;
  readonly fields: readonly FieldSchema[];
  readonly relations?: readonly RelationSchema[];
}

export type FieldType = 'boolean' | 'integer' | 'code' | 'date' | 'text';

export interface FieldSchema {
  readonly key: string;
  /** The word in rules, without spaces (`人均纯收入`). */
  readonly ruleName: string;
  readonly label?: string;
  readonly type: FieldType;
  /** Of an integer; see `parseUnit`. */
  readonly unit?: string;
  /** Of an integer: the least and greatest value that can be true. Without it no product may use the field. */
  readonly range?: readonly [number, number];
  /** Of a code. Facts hold keys, rules speak labels; one label may stand for several keys (code lists of several years). */
  readonly codes?: readonly CodeSchema[];
  /** The value comes from a reference series of this id, by division and year, and not from the record. */
  readonly series?: string;
  /** The value follows from other items of the record; null when one of them is missing. */
  readonly derive?: (record: FactRecord, at: { readonly date: string; readonly yearOffset: number }) => FactValue;
  /** Of a derived field: the items to name when it is missing. */
  readonly derivedFrom?: readonly string[];
}

export interface CodeSchema {
  readonly key: string;
  readonly label: string;
}

/**
 * `many` and `one` are read from the record. `yearBefore` too, and counts as one year back for the figures of
 * divisions. `division` is the division of the given level that the subject lies in.
 */
export interface RelationSchema {
  readonly key: string;
  readonly ruleName: string;
  readonly to: string;
  readonly kind: 'many' | 'one' | 'yearBefore' | 'division';
  /** Of `many`: the most records there can be, for the bound on sums. */
  readonly maxCount?: number;
  /** Of `many`: what is counted (`人`, `个`). */
  readonly unit?: string;
}

export type FactValue = number | boolean | string | null | undefined;
/** One record of facts. A key that is absent, `null` or `undefined` is unknown. */
export type FactRecord = { readonly [key: string]: unknown };

export interface Field extends FieldSchema {
  readonly entity: string;
  readonly parsedUnit: Unit;
  readonly low: number;
  readonly high: number;
  readonly keysByLabel: ReadonlyMap<string, readonly string[]>;
  readonly labelByKey: ReadonlyMap<string, string>;
}

export interface Entity {
  readonly schema: EntitySchema;
  readonly key: string;
  readonly ruleName: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly relations: ReadonlyMap<string, RelationSchema>;
}

/** The schema with look-up tables. Made once; a mistake in the schema is a bug of the caller and throws. */
export interface IndexedSchema {
  readonly byKey: ReadonlyMap<string, Entity>;
  readonly fieldsBySeries: ReadonlyMap<string, readonly Field[]>;
}

export function indexSchema(schema: Schema): IndexedSchema {
  const byKey = new Map<string, Entity>();
  const fieldsBySeries = new Map<string, Field[]>();
  for (const entity of schema.entities) {
    invariant(!byKey.has(entity.key), `schema: entity ${entity.key} is declared twice`);
    const indexed = entityOf(entity);
    byKey.set(entity.key, indexed);
    for (const field of indexed.fields.values()) {
      if (field.series === undefined) continue;
      invariant(entity.level !== undefined, `schema: ${entity.key} has a series and no level`);
      fieldsBySeries.set(field.series, [...(fieldsBySeries.get(field.series) ?? []), field]);
    }
  }
  for (const entity of byKey.values()) {
    for (const relation of entity.relations.values()) {
      invariant(
        byKey.has(relation.to),
        `schema: ${entity.key}.${relation.ruleName} leads to no entity: ${relation.to}`,
      );
    }
  }
  return { byKey, fieldsBySeries };
}

/** One entity with its look-up tables. */
export function entityOf(entity: EntitySchema): Entity {
  const fields = new Map<string, Field>();
  for (const field of entity.fields) {
    invariant(/^\p{L}[\p{L}\p{N}_]*$/u.test(field.ruleName), `schema: ${field.ruleName} cannot be a name in FEEL`);
    invariant(!fields.has(field.ruleName), `schema: ${entity.ruleName}.${field.ruleName} is declared twice`);
    fields.set(field.ruleName, indexField(entity, field));
  }
  const relations = new Map<string, RelationSchema>();
  for (const relation of entity.relations ?? []) {
    invariant(!fields.has(relation.ruleName), `schema: ${entity.ruleName}.${relation.ruleName} is declared twice`);
    const isValueToo = entity.fields.some(({ key }) => key === relation.key);
    invariant(!isValueToo, `schema: a record of ${entity.key} has a value and a relation by the name ${relation.key}`);
    relations.set(relation.ruleName, relation);
  }
  return { schema: entity, key: entity.key, ruleName: entity.ruleName, fields, relations };
}

function indexField(entity: EntitySchema, field: FieldSchema): Field {
  const keysByLabel = new Map<string, string[]>();
  const labelByKey = new Map<string, string>();
  for (const code of field.codes ?? []) {
    keysByLabel.set(code.label, [...(keysByLabel.get(code.label) ?? []), code.key]);
    labelByKey.set(code.key, code.label);
  }
  return {
    ...field,
    entity: entity.key,
    parsedUnit: parseUnit(field.unit ?? ''),
    low: field.range?.[0] ?? -Number.MAX_SAFE_INTEGER,
    high: field.range?.[1] ?? Number.MAX_SAFE_INTEGER,
    keysByLabel,
    labelByKey,
  };
}
