import fc from 'fast-check';
import { evaluate } from 'feelin';
import { expect, test } from 'vitest';
import { compile } from '../explain/compile.ts';
import { FeelRefused } from '../feel/refusal.ts';
import type { Program, Type } from '../feel/tree.ts';
import { checkFeel } from '../feel/type-check.ts';
import { NO_UNIT } from '../feel/unit.ts';
import { indexSchema } from '../schema.ts';
import { Choices } from './choices.ts';
import { type DrawnParameter, ExpressionDraw } from './draw-expression.ts';
import { drawFacts, recordsOf } from './facts.ts';
import { feelinContext, hearUnknown, isForFeelin } from './feelin-context.ts';
import { agreementSchema } from './school-schema.ts';

const RUNS = Number(process.env.AGREEMENT_RUNS ?? 200) * 3;
const schema = indexSchema(agreementSchema);
const number: Type = { is: 'number', unit: NO_UNIT, free: false, factors: [], low: -1_000, high: 1_000 };
const types: Readonly<Record<string, Type>> = { 数甲: number, 是否甲: { is: 'boolean' } };
const PARAMETERS: readonly DrawnParameter[] = [
  { name: '数甲', type: 'number' },
  { name: '是否甲', type: 'boolean' },
];
const values: Readonly<Record<string, number | boolean>> = { 数甲: 7, 是否甲: true };
const figureOf = (yearOffset: number): number => 12 + yearOffset;

function read(text: string, subject: string): Program | null {
  const entity = schema.byKey.get(subject)!;
  const variables = [{ name: entity.ruleName, type: { is: 'record', entity, yearOffset: 0 } as const }];
  const scope = {
    parameter: (name: string) => types[name] ?? null,
    parameterNames: () => Object.keys(types),
    variables,
  };
  try {
    return checkFeel(text, scope, schema);
  } catch (error) {
    if (error instanceof FeelRefused) return null;
    throw error;
  }
}

test('on known values every expression gives what the interpreter of the standard gives', {
  timeout: 3_600_000,
}, () => {
  let compared = 0;
  fc.assert(
    fc.property(
      fc.array(fc.nat(1 << 24), { maxLength: 120, size: 'max' }),
      fc.array(fc.nat(1 << 24), { maxLength: 400, size: 'max' }),
      (drawn, drawnFacts) => {
        const choices = new Choices(drawn);
        const subject = choices.pick(['class', 'school', 'pupil']);
        const names = [{ name: schema.byKey.get(subject)!.ruleName, entity: subject }];
        const draw = new ExpressionDraw(choices, PARAMETERS, []);
        const text = choices.once(3) ? draw.number(names, 3) : draw.boolean(names, 3);
        const program = read(text, subject);
        if (!program || !isForFeelin(program.tree)) return;
        const facts = drawFacts(new Choices(drawnFacts), true);
        const records = recordsOf(facts);
        const about = facts.find(({ entity }) => entity === subject)!;
        const { recorder, isUnknown } = hearUnknown();
        const ours = compile(program.tree)({
          slots: [records[about.id]],
          parameters: program.parameters.map((name) => values[name]!),
          references: program.references.map(({ yearOffset }) => figureOf(yearOffset)),
          calls: [],
          date: '2016-06-15',
          recorder,
        });
        if (isUnknown()) return;
        const context = { ...values, ...feelinContext(program.tree, facts, about, figureOf) };
        const theirs: unknown = evaluate(text, context).value;
        // Its doubles know a zero below zero; the standard's decimals do not.
        expect([text, ours]).toEqual([text, theirs === 0 ? 0 : theirs]);
        compared++;
      },
    ),
    { numRuns: RUNS },
  );
  expect(compared).toBeGreaterThan(RUNS / 10);
});
