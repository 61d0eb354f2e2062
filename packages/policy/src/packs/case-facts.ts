import type { Entity, FactRecord, IndexedSchema, RelationSchema } from '../schema.ts';
import type { DivisionChain } from './division-chain.ts';
import type { OfficeFigure } from './library.ts';

/** Turns the facts of a case, written in rule names, into a record as callers hand it in. */
export class CaseFacts {
  readonly figures: OfficeFigure[] = [];
  private readonly schema: IndexedSchema;
  private readonly year: number;
  private readonly chain: DivisionChain;
  private readonly fail: (zh: string, en: string) => void;

  constructor(schema: IndexedSchema, year: number, chain: DivisionChain, fail: (zh: string, en: string) => void) {
    this.schema = schema;
    this.year = year;
    this.chain = chain;
    this.fail = fail;
  }

  record(
    entity: Entity,
    written: { readonly [name: string]: unknown },
    yearOffset: number,
    level?: string,
  ): FactRecord {
    const facts: { [key: string]: unknown } = {};
    for (const [name, value] of Object.entries(written)) {
      const field = entity.fields.get(name);
      const relation = entity.relations.get(name);
      if (field?.series !== undefined && level !== undefined) this.figure(field.series, level, yearOffset, value);
      else if (field)
        facts[field.key] = field.type === 'code' && typeof value === 'string' ? this.code(field, value) : value;
      else if (relation) facts[relation.key] = this.related(relation, value, yearOffset);
      else this.fail(`「${entity.ruleName}」没有「${name}」。`, `${entity.ruleName} has no ${name}.`);
    }
    return facts;
  }

  private related(relation: RelationSchema, value: unknown, yearOffset: number): unknown {
    const to = this.schema.byKey.get(relation.to)!;
    if (value === null || typeof value !== 'object') return null;
    if (relation.kind === 'many') {
      // A list changed by position arrives as a record of positions.
      const list = Array.isArray(value) ? value : Object.values(value);
      return list.map((item) => this.record(to, (item ?? {}) as { [name: string]: unknown }, yearOffset));
    }
    const years = relation.kind === 'yearBefore' ? yearOffset - 1 : yearOffset;
    return this.record(to, value as { [name: string]: unknown }, years, to.schema.level);
  }

  private figure(series: string, level: string, yearOffset: number, value: unknown): void {
    const step = this.chain.find((candidate) => candidate.level === level);
    if (!step) {
      this.fail(`例子的地区没有「${level}」一级。`, `no division of level ${level}.`);
      return;
    }
    // A null takes away the figure of the packs, so that a case can say that nobody published it.
    this.figures.push({
      series,
      division: step.code,
      year: this.year + yearOffset,
      value: (typeof value === 'number' ? value : null) as number,
      source: '例子',
    });
  }

  private code(
    field: { ruleName: string; keysByLabel: ReadonlyMap<string, readonly string[]> },
    label: string,
  ): string | null {
    const keys = field.keysByLabel.get(label);
    if (!keys) this.fail(`「${field.ruleName}」没有「${label}」这个代码。`, `${field.ruleName} has no code ${label}.`);
    return keys?.[0] ?? null;
  }
}
