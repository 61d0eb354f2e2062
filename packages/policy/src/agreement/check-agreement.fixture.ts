import fc from 'fast-check';
import kept from './agreement.cases.json' with { type: 'json' };
import { drawnCase } from './draw-case.fixture.ts';
import { type Answers, byClosures, type Case, type ReadyCase, ready } from './readings.fixture.ts';

/** What a reading says to a case. */
export type Reading = (made: ReadyCase) => Answers | Promise<Answers>;

interface KeptCase extends Case {
  /** What it showed, and on which day. */
  readonly note: string;
}

/** Cases on which two readings once differed. */
export const keptCases = kept as unknown as readonly KeptCase[];

/** `AGREEMENT_RUNS=20000` looks longer, `AGREEMENT_SEED` draws the cases of another run again. */
const RUNS = Number(process.env.AGREEMENT_RUNS ?? 200);
const SEED = process.env.AGREEMENT_SEED;

/**
 * Draws rules and facts until a reading differs from another, as a rule from the closures. The error then names the seed, holds the simplest
 * case found, ready to be kept in `agreement.cases.json`, and says who differs about what.
 */
export async function drawAndCompare(
  name: string,
  reading: Reading,
  against: Reading = byClosures,
): Promise<{ rules: number; refused: number }> {
  let rules = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(drawnCase, async (one) => {
      const made = ready(one);
      rules += made.rules.length;
      refused += one.pack.rules.length - made.rules.length;
      const found = differences(await against(made), name, await reading(made));
      if (found.length > 0) throw new Error(found.join('\n'));
    }),
    {
      numRuns: RUNS,
      ...(SEED === undefined ? {} : { seed: Number(SEED) }),
      reporter({ failed, seed, counterexample, errorInstance }) {
        if (!failed) return;
        const drawn = `AGREEMENT_SEED=${seed} draws it again. To keep it:\n${JSON.stringify(counterexample?.[0])}`;
        throw new Error(`${(errorInstance as Error).message}\n${drawn}`, { cause: errorInstance });
      },
    },
  );
  return { rules, refused };
}

/** Where a reading differs from what is expected, as sentences; empty when they agree. */
export function differences(expected: Answers, name: string, reading: Answers): string[] {
  return [...new Set([...expected.keys(), ...reading.keys()])]
    .filter((key) => expected.get(key) !== reading.get(key))
    .map((key) => `${key}: ${expected.get(key)} is expected, the ${name} says ${reading.get(key)}`)
    .slice(0, 5);
}
