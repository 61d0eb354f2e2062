import { sql } from '@daohu/db';
import type { Actor } from '@daohu/domain/access';
import {
  BAIYAN_VILLAGE,
  CHENGGUAN_TOWNSHIP,
  CHILD,
  FATHER,
  type InventedCounty,
  inventedCounty,
  type LeavingHousehold,
  loadFollowedDivisions,
  type RecordedHousehold,
  recordLeavingHousehold,
} from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HouseholdVerdict } from './contract.ts';
import { explainHousehold } from './explain-household.ts';
import { loadStandards, type Standards } from './standards.ts';

let county: InventedCounty;
let standards: Standards;
beforeAll(async () => {
  county = await inventedCounty();
  await loadFollowedDivisions(county.database);
  standards = await loadStandards();
});
afterAll(() => county.close());

function record(household: LeavingHousehold = {}): Promise<RecordedHousehold> {
  return county.act(county.actor('county-office'), (work) => recordLeavingHousehold(work, household));
}

interface Asked {
  readonly asOf?: string;
  readonly actor?: Actor;
}

function explain({ countyCode, householdId }: RecordedHousehold, { asOf, actor }: Asked = {}) {
  const asked = { countyCode, householdId, rule: 'exit-household', ...(asOf === undefined ? {} : { asOf }) };
  return county.ask(actor ?? county.actor('county-office'), (work) => explainHousehold(work, standards, asked));
}

async function verdictOf(home: RecordedHousehold, asked: Asked = { asOf: '2016-12-31' }): Promise<HouseholdVerdict> {
  const explained = await explain(home, asked);
  if (!explained.ok) throw new Error(JSON.stringify(explained.refusal));
  return explained.value;
}

const LINE_OF_2016 = 295_200;

test('a household one fen above the line may leave; one on the line stays', async () => {
  const above = await verdictOf(await record({ netIncomePerHead: LINE_OF_2016 + 1 }));
  const on = await verdictOf(await record({ netIncomePerHead: LINE_OF_2016 }));
  expect(above.verdict).toBe('met');
  expect(on).toMatchObject({ verdict: 'unmet', unmet: ['hubei-plan/3.3c'] });
});

test('a missing county mean makes the aim unknown and stands in nobody’s way', async () => {
  const { verdict, aims, missing } = await verdictOf(await record());
  expect({ verdict, missing }).toEqual({ verdict: 'met', missing: [] });
  expect(aims).toMatchObject([{ clauses: ['hubei-plan/3.3c'], verdict: 'unknown' }]);
});

test('an income that nobody recorded is unknown, and the answer names it', async () => {
  const home = await record({ netIncomePerHead: null });
  const { verdict, missing } = await verdictOf(home);
  expect(verdict).toBe('unknown');
  expect(missing).toMatchObject([{ item: '人均纯收入', year: 2016, record: { id: String(home.householdId) } }]);
});

test('without a register of the year before, growth is unknown', async () => {
  const { verdict, missing } = await verdictOf(await record({ incomeBefore: null }));
  expect(verdict).toBe('unknown');
  expect(missing).toMatchObject([{ item: '人均纯收入', year: 2015, cause: 'record-absent' }]);
});

test('a child of ten who is not at school keeps the family in, and is named', async () => {
  const out = { ...CHILD, yearly: { ...CHILD.yearly, schoolStatus: 'notAtSchool', education: 'primary' } };
  const { verdict, unmet, tree } = await verdictOf(await record({ members: [FATHER, out] }));
  expect(verdict).toBe('unmet');
  expect(unmet).toEqual(['hubei-plan/2.1a', 'hubei-plan/3.3e']);
  expect(JSON.stringify(tree)).toContain('王小草');
});

test('a member who was struck off the register is asked about no more', async () => {
  const none = { hasResidentMedicalInsurance: false, hasEmployeeMedicalInsurance: false };
  const uninsured = { ...CHILD, yearly: { ...CHILD.yearly, ...none } };
  const home = await record({ members: [FATHER, uninsured] });
  expect((await verdictOf(home)).verdict).toBe('unmet');
  await county.act(county.actor('county-office'), (work) =>
    work.db.execute(sql`update person set retired_act = ${work.act} where person_id = ${home.personIds[1]}`),
  );
  expect((await verdictOf(home)).verdict).toBe('met');
});

test('a household whose members are not on record is not a household without members', async () => {
  const { verdict, missing } = await verdictOf(await record({ members: [] }));
  expect(verdict).toBe('unknown');
  expect(missing.map((one) => one.item)).toContain('成员');
});

test('when no day is asked for, the latest year on record is judged as at its end', async () => {
  const { judged, verdict } = await verdictOf(await record(), {});
  expect(judged).toEqual({ asked: null, year: 2016, judgedFor: '2016-12-31', basis: 'latest-on-record' });
  expect(verdict).toBe('met');
});

test('in the middle of a year that has no register yet, the year before is judged and the answer says so', async () => {
  const { judged } = await verdictOf(await record({ village: BAIYAN_VILLAGE }), { asOf: '2017-05-31' });
  expect(judged).toEqual({ asked: '2017-05-31', year: 2016, judgedFor: '2016-12-31', basis: 'year-before' });
});

test('at the end of a year no other year will do', async () => {
  const explained = await explain(await record(), { asOf: '2017-12-31' });
  expect(explained).toMatchObject({ ok: false, refusal: { code: 'not-on-record', year: 2017, years: [2016, 2015] } });
});

test('before the first document came into force there is no standard to judge by', async () => {
  const home = await record();
  const explained = await explain(home, { asOf: '2015-06-30' });
  expect(explained).toMatchObject({ ok: false, refusal: { code: 'no-rule', date: '2015-06-30' } });
});

test('a clerk cannot explain a household beyond reach, nor learn that it exists', async () => {
  const beyond = await record({ village: BAIYAN_VILLAGE });
  const clerk = county.actor('township-clerk', CHENGGUAN_TOWNSHIP);
  expect(await explain(beyond, { actor: clerk })).toEqual({ ok: false, refusal: { code: 'household-not-found' } });
});

test('a household that was struck off is not judged', async () => {
  const home = await record();
  await county.act(county.actor('county-office'), (work) =>
    work.db.execute(sql`update household set retired_act = ${work.act} where household_id = ${home.householdId}`),
  );
  expect(await explain(home)).toEqual({ ok: false, refusal: { code: 'household-struck-off' } });
});
