import type { Client } from 'pg';
import { columnsOfRecords, compileColumns } from '../columns/index.ts';
import type { ExplainedCondition, ExplainedGroup } from '../explain/explanation.ts';
import { buildLibrary } from '../packs/build-library.ts';
import { divisionChain } from '../packs/division-chain.ts';
import type { Library } from '../packs/library.ts';
import type { Rule } from '../packs/pack.ts';
import type { Problem } from '../packs/problem.ts';
import type { FactRecord } from '../schema.ts';
import { type Fragment, joined, sql, toStatement, trusted } from '../sql/fragment.ts';
import { lawInForce } from '../sql/law-in-force.ts';
import { readRuleAsSql } from '../sql/rule-reading.ts';
import { type DrawnPack, filesOf, JUDGED_AT, JUDGED_FOR } from './draw-pack.ts';
import { type DrawnRecord, recordsOf } from './facts.ts';
import { agreementMapping, factTables } from './facts-in-sql.ts';
import { agreementSchema } from './school-schema.ts';

/** A drawn pack with drawn facts: what the readings must agree on. */
export interface Case {
  readonly pack: DrawnPack;
  readonly facts: readonly DrawnRecord[];
}

/** What one reading says, by `rule-1 of 7`: met, unmet or unknown, and the number where the rule has one. */
export type Answers = ReadonlyMap<string, string>;

export interface ReadyCase extends Case {
  readonly library: Library;
  /** Why rules were refused. */
  readonly problems: readonly Problem[];
  readonly rules: readonly Rule[];
  readonly records: readonly FactRecord[];
}

const chain = divisionChain(JUDGED_AT);

/** Rules that the language refuses (a number that could leave the exact ones) are left out, with those that call them. */
export function ready({ pack, facts }: Case): ReadyCase {
  const problems: Problem[] = [];
  const library = buildLibrary(filesOf(pack), agreementSchema, problems);
  return { pack, facts, library, problems, rules: library.packs[0]?.rules ?? [], records: recordsOf(facts) };
}

/** The closures, stopping as soon as they know. */
export function byClosures(made: ReadyCase): Answers {
  return answersOf(made, (evaluator, record) =>
    said(evaluator.state(record), evaluator.rule, evaluator.amount(record)),
  );
}

/** The same closures with somebody listening, who hears everything. */
export function byExplanation(made: ReadyCase): Answers {
  return answersOf(made, (evaluator, record) => {
    const { tree, explainedAmount } = evaluator.explain(record);
    return said(tree.verdict, evaluator.rule, explainedAmount?.value ?? null);
  });
}

function answersOf(
  { rules, library, facts, records }: ReadyCase,
  answer: (evaluator: ReturnType<Library['bind']>, record: FactRecord) => string,
): Answers {
  const answers = new Map<string, string>();
  for (const rule of rules) {
    const evaluator = library.bind(rule, chain, JUDGED_FOR);
    for (const { id, entity } of facts) {
      if (entity === rule.subject.key) answers.set(`${rule.id} of ${id}`, answer(evaluator, records[id]!));
    }
  }
  return answers;
}

/** The generated loops, over the facts as columns. */
export function byColumns({ rules, library, facts, records }: ReadyCase): Answers {
  const program = compileColumns(
    library,
    rules.map(({ id }) => id),
    JUDGED_FOR,
  );
  const of = (entity: string) => facts.filter((one) => one.entity === entity).map(({ id }) => id);
  const ids = new Map(agreementSchema.entities.map(({ key }) => [key, of(key)]));
  const subjects = Object.fromEntries([...ids].map(([entity, own]) => [entity, own.map((id) => records[id]!)]));
  const results = program.runNow(columnsOfRecords(library.schema, program.reads, [{ chain, subjects }]));
  const answers = new Map<string, string>();
  for (const rule of rules) {
    const { states, amounts } = results.get(rule.id)!;
    for (const [row, id] of ids.get(rule.subject.key)!.entries()) {
      const verdict = states ? STATES[states[row]!]! : 'met';
      const amount = amounts && !Number.isNaN(amounts[row]) ? amounts[row]! : null;
      answers.set(`${rule.id} of ${id}`, said(verdict, rule, amount));
    }
  }
  return answers;
}

const STATES = ['unmet', 'met', 'unknown'];

/** One statement for all rules over all facts. */
export async function bySql({ rules, library, facts }: ReadyCase, db: Client): Promise<Answers> {
  const law = lawInForce(library, chain, JUDGED_FOR);
  const selects = rules.map((rule, index): Fragment => {
    const { joins, state, amount } = readRuleAsSql(rule, law, agreementMapping, 's');
    return sql`select ${trusted(String(index))} as rule, s.id::int, ${state} as state, ${amount ?? sql`null::bigint`} as amount
from ${trusted(`"${rule.subject.key}"`)} s${joins}`;
  });
  if (selects.length === 0) return new Map();
  const { text, values } = toStatement(sql`${factTables(facts)} ${joined(selects, '\nunion all\n')}`);
  const { rows } = await db.query({ text, values: [...values] });
  const answers = new Map<string, string>();
  for (const { rule, id, state, amount } of rows as SqlAnswer[]) {
    const { id: name } = rules[rule]!;
    const verdict = state === null ? 'unknown' : state ? 'met' : 'unmet';
    answers.set(`${name} of ${id}`, said(verdict, rules[rule]!, amount === null ? null : Number(amount)));
  }
  return answers;
}

/** What the explanation shows of each part of each rule that its lists and counts go by: its state and whether it applies. */
export function partsByExplanation(made: ReadyCase): Answers {
  return answersOf(made, (evaluator, record) => {
    const shown: string[] = [];
    const show = (part: ExplainedGroup | ExplainedCondition): void => {
      shown.push(`${part.verdict}${part.applies ? '' : ' (left out)'}`);
      if (part.is === 'group') for (const kid of part.parts) show(kid);
    };
    for (const part of evaluator.explain(record).tree.parts) show(part);
    return shown.join(', ');
  });
}

/** The same from the parts of a rule read as SQL. */
export async function partsBySql({ rules, library, facts }: ReadyCase, db: Client): Promise<Answers> {
  const law = lawInForce(library, chain, JUDGED_FOR);
  const selects = rules.map((rule, index): Fragment => {
    const { joins, parts } = readRuleAsSql(rule, law, agreementMapping, 's');
    const states = joined(
      parts.map(
        ({ state, applies }) =>
          sql`case when ${state} then 'met' when not ${state} then 'unmet' else 'unknown' end || case when ${applies} is false then ' (left out)' else '' end`,
      ),
      ', ',
    );
    return sql`select ${trusted(String(index))} as rule, s.id::int, array[${states}]::text[] as parts
from ${trusted(`"${rule.subject.key}"`)} s${joins}`;
  });
  if (selects.length === 0) return new Map();
  const { text, values } = toStatement(sql`${factTables(facts)} ${joined(selects, '\nunion all\n')}`);
  const { rows } = await db.query({ text, values: [...values] });
  return new Map(
    (rows as { rule: number; id: number; parts: string[] }[]).map(({ rule, id, parts }) => [
      `${rules[rule]!.id} of ${id}`,
      parts.join(', '),
    ]),
  );
}

interface SqlAnswer {
  readonly rule: number;
  readonly id: number;
  readonly state: boolean | null;
  readonly amount: string | null;
}

function said(verdict: string, rule: Rule, amount: number | null): string {
  return rule.amount ? `${verdict}, ${Object.is(amount, -0) ? '-0' : (amount ?? 'unknown')}` : verdict;
}
