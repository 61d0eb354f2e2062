import { expect, test } from 'vitest';
import { differences, drawAndCompare, keptCases, type Reading } from './check-agreement.fixture.ts';
import { byClosures, byColumns, byExplanation, ready } from './readings.fixture.ts';

const readings: Readonly<Record<string, Reading>> = { explanation: byExplanation, 'columnar program': byColumns };

for (const [name, reading] of Object.entries(readings)) {
  test(`the ${name} gives the answer of the closures to any rule about any facts`, { timeout: 3_600_000 }, async () => {
    const { rules, refused } = await drawAndCompare(name, reading);
    expect(refused).toBeLessThan(rules / 2);
  });

  test.each(keptCases)(`the ${name} still agrees: $note`, async (one) => {
    const made = ready(one);
    expect(differences(byClosures(made), name, await reading(made))).toEqual([]);
  });
}
