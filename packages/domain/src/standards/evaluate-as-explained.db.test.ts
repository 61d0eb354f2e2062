import {
  type InventedCounty,
  inventedCounty,
  type LeavingHousehold,
  LIULIN_VILLAGE,
  loadFollowedDivisions,
  recordLeavingHousehold,
  SHIQIAO_VILLAGE,
} from '@daohu/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMONSTRATION_CITY, LINJIANG_DISTRICT } from '../divisions/index.ts';
import type { JudgedHousehold } from './contract.ts';
import { evaluateDivision } from './evaluate-division.ts';
import { explainHousehold } from './explain-household.ts';
import { fillDemonstrationStandards } from './fill-demonstration-standards.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;

/** Households with a value changed or missing here and there, the same ones in every run. */
const HOUSEHOLDS = fc
  .sample(
    fc.record({
      netIncomePerHead: fc.option(fc.integer({ min: 200_000, max: 600_000 })),
      incomeBefore: fc.option(fc.integer({ min: 150_000, max: 500_000 })),
      village: fc.constantFrom(SHIQIAO_VILLAGE, LIULIN_VILLAGE, LINJIANG_DISTRICT + 100_201),
      yearly: fc.record(
        {
          povertyAttribute: fc.option(fc.constantFrom('generalPoor', 'dibaoPoor', 'tekunPoor')),
          dibaoGrant: fc.option(fc.integer({ min: 0, max: 1_200_000 })),
          skills: fc.option(fc.integer({ min: 0, max: 2 })),
          mainBusinesses: fc.option(fc.integer({ min: 0, max: 2 })),
          hasEnoughFood: fc.option(fc.boolean()),
          isHouseSafe: fc.option(fc.boolean()),
          isDangerousHouse: fc.option(fc.boolean()),
          hasSafeWater: fc.option(fc.boolean()),
          wantsWork: fc.option(fc.boolean()),
          isPovertyPassingCut: fc.option(fc.boolean()),
        },
        { requiredKeys: [] },
      ),
      members: fc.array(
        fc.record({
          name: fc.constantFrom('王石头', '李山花', '赵春生'),
          identity: fc.record({ bornOn: fc.option(fc.constantFrom('1950-01-01', '1980-07-15', '2007-12-31')) }),
          yearly: fc.record({
            laborSkill: fc.option(fc.constantFrom('ordinary', 'skilled', 'lost', 'none')),
            schoolStatus: fc.option(fc.constantFrom('notAtSchool', 'primary')),
            education: fc.option(fc.constantFrom('primary', 'juniorHigh')),
            hasResidentMedicalInsurance: fc.option(fc.boolean()),
          }),
        }),
        { maxLength: 4 },
      ),
    }),
    { numRuns: 60, seed: 20_161_231 },
  )
  .map((household, at): LeavingHousehold => ({ ...household, no: `R-${at}` }));

beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
  await county.act(county.actor('province', 0), (work) => fillDemonstrationStandards(work));
  await county.act(city(), async (work) => {
    for (const household of HOUSEHOLDS) await recordLeavingHousehold(work, household);
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
  expect(judged).toHaveLength(HOUSEHOLDS.length);
  expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['met', 'unmet', 'unknown']));
  for (const { countyCode, householdId, verdict, unmet, missing } of judged) {
    const explained = await county.ask(city(), (work) =>
      explainHousehold(work, standards, { ...asked, countyCode, householdId }),
    );
    expect(explained).toMatchObject({ ok: true, value: { verdict, unmet, missing } });
  }
});
