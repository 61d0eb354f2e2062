import type { FileUnit, Unit } from './unit.ts';

/** 户 人 村 县: what a data item is a fact about. */
export type Entity = 'household' | 'person' | 'village' | 'county';

/** Identity holds for life (who this is); a yearly item belongs to one register year 年度 (AAR040). */
export type ItemTime = 'identity' | 'yearly';

/**
 * `code` is one value of a code list, `codes` several of them. `month` is a whole number YYYYMM, `year` YYYY.
 * `date` is a calendar date. All other numbers are whole numbers in the unit of the item.
 */
export type ItemType =
  | 'text'
  | 'code'
  | 'codes'
  | 'integer'
  | 'boolean'
  | 'date'
  | 'month'
  | 'year'
  | 'idNumber'
  | 'disabilityCard'
  | 'creditCode'
  | 'bankCard'
  | 'phone';

/** `sensitive` is encrypted at rest and found by a keyed hash; `personal` is never shown in a public notice. */
export type Sensitivity = 'open' | 'personal' | 'sensitive';

/** 数据归口部门: the department that answers for a value, and whose group of items its staff may work on. */
export type Department =
  | 'povertyOffice'
  | 'education'
  | 'health'
  | 'civilAffairs'
  | 'humanResources'
  | 'housing'
  | 'disabledFederation'
  | 'publicSecurity'
  | 'finance'
  | 'bank'
  | 'water'
  | 'transport'
  | 'agriculture'
  | 'forestry'
  | 'power'
  | 'broadcasting'
  | 'veterans'
  | 'statistics'
  | 'organisation';

/** A label seen in files of offices, and the unit that a bare figure under it has there. */
export interface HeaderLabel {
  readonly label: string;
  readonly unit?: FileUnit;
}

/** How a reported value should follow from others: (sum of `plus` − sum of `minus`) ÷ `over`. Ids of items. */
export interface Derivation {
  readonly plus: readonly string[];
  readonly minus?: readonly string[];
  readonly over?: string;
}

/** 数据项: one data item, defined once. Column, form label, file header, rule variable and API field follow from it. */
export interface Item {
  /** `entity.field`, never changed once published. */
  readonly id: string;
  readonly entity: Entity;
  /** Name in the API and in code. */
  readonly field: string;
  /** Name in the database; a sensitive item has two columns made from it, see `databaseColumns`. */
  readonly column: string;
  /** Official name: form label and the header that exports write. */
  readonly nameZh: string;
  readonly nameEn: string;
  /** Name in rules, legal in FEEL: no blank, bracket or operator. Unique within the entity. */
  readonly ruleName: string;
  readonly time: ItemTime;
  readonly type: ItemType;
  /** Only and always on `integer`. */
  readonly unit?: Unit;
  /** Unit that people read and files carry, for instance 元 for fen. Only and always on `integer`. */
  readonly fileUnit?: FileUnit;
  /** Every label seen for the item, the official one first. */
  readonly headers: readonly HeaderLabel[];
  /** Only and always on `code` and `codes`. */
  readonly codeList?: string;
  /** Field codes of 全国扶贫开发信息系统, for instance AAB009. Empty when none is known. */
  readonly nationalCodes: readonly string[];
  readonly sensitivity: Sensitivity;
  readonly owner: Department;
  readonly derivedFrom?: Derivation;
  /** Closed range of whole numbers in `unit`. A value outside is refused; rules rely on it against overflow. */
  readonly range?: { readonly min: number; readonly max: number };
  /** Clause ids that ask for the item, where no national field holds it. */
  readonly source: readonly string[];
  readonly note?: string;
}

/** What the author of an item writes; the rest follows from the key, the entity and the defaults of the file. */
export interface ItemDefinition {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly type: ItemType;
  readonly owner: Department;
  readonly ruleName?: string;
  readonly unit?: Unit;
  readonly fileUnit?: FileUnit;
  /** Further labels; a bare text has the item's own file unit. */
  readonly headers?: readonly (string | HeaderLabel)[];
  readonly codeList?: string;
  readonly nationalCodes?: readonly string[];
  readonly sensitivity?: Sensitivity;
  readonly derivedFrom?: Derivation;
  readonly range?: { readonly min: number; readonly max: number };
  readonly source?: readonly string[];
  readonly note?: string;
}

const SENSITIVE_TYPES: ReadonlySet<ItemType> = new Set(['idNumber', 'disabilityCard', 'bankCard', 'phone']);

/** Turns a file's definitions, keyed by field name, into items. */
export function defineItems<const E extends Entity, const F extends string>(
  entity: E,
  time: ItemTime,
  definitions: { readonly [K in F]: ItemDefinition },
): readonly (Item & { readonly id: `${E}.${F}` })[] {
  return (Object.entries(definitions) as [F, ItemDefinition][]).map(([field, definition]) => {
    const { nameZh, type, fileUnit } = definition;
    const personal = entity === 'household' || entity === 'person';
    return {
      ...definition,
      id: `${entity}.${field}` as const,
      entity,
      field,
      column: snakeCase(field),
      ruleName: definition.ruleName ?? ruleNameOf(nameZh, type),
      time,
      headers: [nameZh, ...(definition.headers ?? [])].map((header) => headerOf(header, fileUnit)),
      nationalCodes: definition.nationalCodes ?? [],
      sensitivity: definition.sensitivity ?? (SENSITIVE_TYPES.has(type) ? 'sensitive' : personal ? 'personal' : 'open'),
      source: definition.source ?? [],
    };
  });
}

function headerOf(header: string | HeaderLabel, fileUnit: FileUnit | undefined): HeaderLabel {
  if (typeof header !== 'string') return header;
  return fileUnit ? { label: header, unit: fileUnit } : { label: header };
}

/** 是否危房户 reads as 户.危房户 in a rule; a bracketed unit is no part of the name. */
function ruleNameOf(nameZh: string, type: ItemType): string {
  const bare = nameZh.replace(/（[^）]*）|\([^)]*\)/g, '');
  return type === 'boolean' ? bare.replace(/^是否/, '') : bare;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
