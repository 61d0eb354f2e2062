import fc from 'fast-check';
import { Choices } from './choices.ts';
import type { Callable } from './draw-expression.ts';
import { type DrawnRule, drawParameters, drawRule, givesOf } from './draw-pack.ts';
import { drawFacts } from './facts.ts';
import type { Case } from './readings.fixture.ts';

const numbers = (maxLength: number) => fc.array(fc.nat(1 << 24), { maxLength, size: 'max' });

/** A pack of up to six rules that may call one another, and facts to judge by them. */
export const drawnCase: fc.Arbitrary<Case> = fc
  .record({
    parameters: numbers(40),
    rules: fc.array(numbers(250), { minLength: 1, maxLength: 6, size: 'max' }),
    facts: numbers(500),
  })
  .map(({ parameters, rules, facts }) => ({
    pack: { parameters: drawParameters(new Choices(parameters)), rules: drawRules(rules) },
    facts: drawFacts(new Choices(facts), false),
  }));

function drawRules(drawn: readonly (readonly number[])[]): DrawnRule[] {
  const rules: (DrawnRule & { name: string })[] = [];
  for (const [index, choices] of drawn.entries()) {
    const before = rules.map((rule): Callable => ({ name: rule.name, entity: rule.subject, gives: givesOf(rule) }));
    rules.push(drawRule(new Choices(choices), before, index + 1));
  }
  return rules;
}
