import { policySchema } from '@daohu/domain/standards';
import type { DivisionChain, FactRecord, Library, Rule } from '@daohu/policy';
import { evaluate } from 'feelin';

/** One condition of a rule as feelin is given it: the text of the pack, as it stands. */
export interface FeelinCondition {
  readonly text: string;
  readonly parameters: readonly string[];
  readonly figures: readonly { level: string; yearOffset: number; name: string }[];
  evaluate(context: Record<string, unknown>): unknown;
  /** What the engine found: null where it does not apply or is unknown. */
  answerIn(tree: unknown): boolean | null;
}

interface Part {
  readonly id: string;
  readonly is: 'group' | 'condition';
  readonly applies: boolean;
  readonly verdict: string;
  readonly parts?: readonly Part[];
}

/** Every condition of a rule, aims and preconditions aside. */
export function conditionsOf(rule: Rule): FeelinCondition[] {
  const found: FeelinCondition[] = [];
  const visit = (node: Rule['root']['parts'][number]): void => {
    if (node.is === 'group') {
      for (const part of node.parts) visit(part);
      return;
    }
    const { program, id } = node;
    const text = program.text.trim();
    found.push({
      text,
      parameters: program.parameters,
      figures: program.references.map(({ level, yearOffset, field }) => ({ level, yearOffset, name: field.ruleName })),
      evaluate: (context) => evaluate(text, context).value,
      answerIn(tree) {
        const part = partOf(tree as Part, id);
        if (!part?.applies || part.verdict === 'unknown') return null;
        return part.verdict === 'met';
      },
    });
  };
  visit(rule.root);
  return found;
}

function partOf(part: Part, id: string): Part | null {
  if (part.id === id && part.is === 'condition') return part;
  for (const inner of part.parts ?? []) {
    const found = partOf(inner, id);
    if (found) return found;
  }
  return null;
}

/** The facts of a household under the names that rules use, codes as labels, with the parameters and figures of the day. */
export function feelinContext(
  library: Library,
  facts: FactRecord,
  chain: DivisionChain,
  date: string,
  conditions: readonly FeelinCondition[],
): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const name of conditions.flatMap((condition) => condition.parameters)) {
    context[name] = library.parameter(name, chain, date).value;
  }
  const household = named('household', facts, date, 0);
  const figures = new Map(
    library.packs.flatMap(({ series }) =>
      series.flatMap(({ values }) => values.map((one) => [`${one.division}/${one.year}`, one.value] as const)),
    ),
  );
  const relation = { county: '所在县', city: '全市', province: '全省', nation: '全国' } as Record<string, string>;
  for (const { level, yearOffset, name } of conditions.flatMap((condition) => condition.figures)) {
    const year = Number(date.slice(0, 4)) + yearOffset;
    const code = chain.find((step) => step.level === level)?.code;
    const division = inside(household, relation[level]!);
    const holder = yearOffset === 0 ? division : inside(division, '上年');
    holder[name] = figures.get(`${code ?? 0}/${year}`) ?? null;
  }
  return { ...context, 户: household };
}

function inside(record: Record<string, unknown>, key: string): Record<string, unknown> {
  const inner = (record[key] ?? {}) as Record<string, unknown>;
  record[key] = inner;
  return inner;
}

const SCHEMAS = new Map(policySchema.entities.map((entity) => [entity.key, entity]));

function named(entity: string, facts: FactRecord, date: string, yearOffset: number): Record<string, unknown> {
  const schema = SCHEMAS.get(entity)!;
  const record: Record<string, unknown> = {};
  for (const field of schema.fields) {
    const raw = field.derive ? field.derive(facts, { date, yearOffset }) : facts[field.key];
    const label = field.codes?.filter(({ key }) => key === raw).at(-1)?.label;
    record[field.ruleName] = raw === undefined ? null : (label ?? raw);
  }
  for (const relation of schema.relations ?? []) {
    const value = facts[relation.key];
    if (relation.kind === 'many' && Array.isArray(value)) {
      record[relation.ruleName] = value.map((one) => named(relation.to, one as FactRecord, date, yearOffset));
    }
    if (relation.kind === 'yearBefore' && value) {
      record[relation.ruleName] = named(relation.to, value as FactRecord, date, yearOffset - 1);
    }
  }
  return record;
}
