import { type InventedCounty, inventedCounty, loadFollowedDivisions, recordLeavingHousehold } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY } from '../divisions/index.ts';
import type { JudgedHousehold } from './contract.ts';
import { evaluateDivision } from './evaluate-division.ts';
import { explainHousehold } from './explain-household.ts';
import { fillDemonstrationStandards } from './fill-demonstration-standards.ts';
import { MIXED_HOUSEHOLDS } from './mixed-households.fixture.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(county.actor('province', 0), (work) => fillDemonstrationStandards(work));
  await county.act(city(), async (work) => {
    for (const household of MIXED_HOUSEHOLDS) await recordLeavingHousehold(work, household);
  });
});
afterAll(() => county.close());

const city = () => county.actor('city', DEMONSTRATION_CITY);

test('evaluating gives every household of the invented county the verdict that explaining it gives', async () => {
  const judged: JudgedHousehold[] = [];
  const asked = { asOf: '2016-12-31', rule: 'exit-household' };
  await county.ask(city(), (work) =>
    evaluateDivision(work, standards, asked, { onVerdict: (line) => void judged.push(line as JudgedHousehold) }),
  );
  expect(judged).toHaveLength(MIXED_HOUSEHOLDS.length);
  expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['met', 'unmet', 'unknown']));
  for (const { countyCode, householdId, verdict, unmet, missing } of judged) {
    const explained = await county.ask(city(), (work) =>
      explainHousehold(work, standards, { ...asked, countyCode, householdId }),
    );
    expect(explained).toMatchObject({ ok: true, value: { verdict, unmet, missing } });
  }
});
