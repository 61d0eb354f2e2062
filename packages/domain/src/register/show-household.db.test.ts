import { type Sql, sql, type Work } from '@daohu/db';
import {
  type InventedCounty,
  inventedCounty,
  QINGSHI_TOWNSHIP,
  type RecordedHousehold,
  recordMember,
} from '@daohu/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HIGHER_OFFICE, SENSITIVE_CHANGED } from './labels.zh-cn.ts';
import { revealSensitive } from './reveal-sensitive.ts';
import { showHistory } from './show-history.ts';
import { showHousehold } from './show-household.ts';

let county: InventedCounty;
let home: RecordedHousehold;
const HEAD_ID = '42999919650312019X';
const TODAY = '2099-01-01';

beforeEach(async () => {
  county = await inventedCounty();
  home = await county.record({
    no: 'H-1',
    identity: { firstIdentifiedMonth: 201401 },
    yearly: {
      exitStatus: 'poor',
      netIncomePerHead: 295_250,
      otherCauses: ['illness', 'schooling'],
      phone: '13912345678',
    },
    members: [
      { name: '王小宝', identity: { bornOn: '2008-01-02' }, yearly: { relation: 'grandson' } },
      { name: '李桂花', yearly: { relation: 'spouse', health: ['chronicIllness', 'disabled'] } },
      {
        name: '王石头',
        identity: { idNumber: HEAD_ID, bornOn: '1965-03-12' },
        yearly: { relation: 'head', isDibao: true },
      },
    ],
  });
});
afterEach(() => county.close());

const office = () => county.actor('county-office');
const show = (asked: { year?: number; asOf?: string } = {}, actor = office()) =>
  county.ask(actor, (work) => showHousehold(work, { ...home, ...asked }));
const history = (actor = office()) => county.ask(actor, (work) => showHistory(work, home));

async function shown(asked: { year?: number; asOf?: string } = {}) {
  const outcome = await show(asked);
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value;
}

/** Runs one statement as an act and says its number. */
function change(statement: Sql | ((work: Work) => Promise<unknown>)): Promise<number> {
  return county.act(office(), async (work) => {
    if (typeof statement === 'function') await statement(work);
    else await work.db.execute(statement);
    return work.act;
  });
}

/** Everything written so far happened so many days ago. */
async function ago(days: number): Promise<void> {
  await county.database.asOwner((owner) =>
    owner.execute(sql`update history set at = at - make_interval(days => ${days})`),
  );
}
const dayAgo = (days: number) => new Date(Date.now() + 8 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);

test('the page shows the household, its place and its members with the head first', async () => {
  expect(await shown()).toMatchObject({
    householdNo: 'H-1',
    place: [{ name: '示范省' }, { name: '示范市' }, { name: '青石县' }, { name: '城关镇' }, { name: '石桥村' }],
    year: 2016,
    years: [2016],
    asOf: null,
    retired: false,
    identity: { firstIdentifiedMonth: 201401 },
    yearly: { exitStatus: 'poor', netIncomePerHead: 295_250, otherCauses: ['illness', 'schooling'], mainCause: null },
    members: [
      { name: '王石头', identity: { bornOn: '1965-03-12' }, yearly: { isDibao: true } },
      { name: '李桂花', yearly: { health: ['chronicIllness', 'disabled'] } },
      { name: '王小宝' },
    ],
  });
});

test('numbers by which somebody could be harmed come masked', async () => {
  const page = await shown();
  expect(page.members[0]?.idNumberMasked).toBe('429***********019X');
  expect(page.yearly.phone).toBe('139****5678');
  expect(JSON.stringify(page)).not.toContain(HEAD_ID);
});

test('a household beyond reach is not found, whoever knows its number', async () => {
  const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
  expect(await show({}, clerk)).toEqual({ ok: false, refusal: { code: 'household-not-found' } });
  expect(await history(clerk)).toEqual({ ok: false, refusal: { code: 'household-not-found' } });
});

describe('as of an earlier day', () => {
  test('the page shows yesterday’s value, and today the new one', async () => {
    await ago(2);
    await change(
      sql`update household_year set exit_status = 'exited', net_income_per_head = 400000, other_causes = null`,
    );
    expect((await shown()).yearly).toMatchObject({
      exitStatus: 'exited',
      netIncomePerHead: 400_000,
      otherCauses: null,
    });
    expect(await shown({ asOf: dayAgo(1) })).toMatchObject({
      asOf: dayAgo(1),
      yearly: { exitStatus: 'poor', netIncomePerHead: 295_250, otherCauses: ['illness', 'schooling'] },
    });
    expect((await shown({ asOf: TODAY })).yearly).toMatchObject({ exitStatus: 'exited' });
  });

  test('several changes are taken back to the day that is asked for', async () => {
    await change(sql`update person set name = '王大石'  where name = '王石头'`);
    await ago(1);
    await change(sql`update person set name = '王巨石'  where name = '王大石'`);
    const headOn = async (day: string) => (await shown({ asOf: day })).members[0]?.name;
    await ago(1);
    expect(await headOn(dayAgo(2))).toBe('王大石');
    expect(await headOn(dayAgo(1))).toBe('王巨石');
  });

  test('a phone that was changed is the old one, masked', async () => {
    await ago(1);
    await change((work) =>
      work.db.execute(
        sql`update household_year set phone_cipher = ${work.cipher.encrypt('13800001111')}, phone_hash = ${work.cipher.hash('13800001111')}`,
      ),
    );
    expect((await shown()).yearly.phone).toBe('138****1111');
    expect((await shown({ asOf: dayAgo(1) })).yearly.phone).toBe('139****5678');
  });

  test('who came later is not there yet, and who was struck off since then still is', async () => {
    await ago(1);
    await change(async (work) => {
      await recordMember(work, { name: '赵新媳', yearly: { relation: 'daughterInLaw' } }, { ...home, year: 2016 });
      await work.db.execute(
        sql`update person_year set retired_act = ${work.act} where person_id = ${home.personIds[0]}`,
      );
    });
    const names = async (asOf?: string) => (await shown(asOf ? { asOf } : {})).members.map((member) => member.name);
    expect(await names()).toEqual(['王石头', '李桂花', '赵新媳']);
    expect(await names(dayAgo(1))).toEqual(['王石头', '李桂花', '王小宝']);
  });

  test('who moved to another household since then is a member there', async () => {
    const other = await county.record({ no: 'H-2', members: [{ name: '外公' }] });
    await ago(1);
    await change(async (work) => {
      await work.db.execute(
        sql`update person_year set household_id = ${other.householdId} where person_id = ${home.personIds[0]}`,
      );
      await work.db.execute(sql`update household_year set member_count = 2 where household_id = ${home.householdId}`);
      await work.db.execute(sql`update household_year set member_count = 2 where household_id = ${other.householdId}`);
    });
    const names = async (asOf?: string) => (await shown(asOf ? { asOf } : {})).members.map((member) => member.name);
    expect(await names()).toEqual(['王石头', '李桂花']);
    expect(await names(dayAgo(1))).toEqual(['王石头', '李桂花', '王小宝']);
  });

  test('before it was recorded, the household is not found', async () => {
    expect(await show({ asOf: dayAgo(1) })).toEqual({ ok: false, refusal: { code: 'household-not-found' } });
  });
});

describe('the history', () => {
  test('tells each change in the words of its year, with money in yuan', async () => {
    await change(sql`update household_year set exit_status = 'exited', net_income_per_head = 400050`);
    const outcome = await history();
    if (!outcome.ok) throw new Error();
    expect(outcome.value[0]).toMatchObject({
      entity: 'household',
      subject: 'H-1',
      year: 2016,
      kind: 'changed',
      accountName: HIGHER_OFFICE,
      changes: [
        { item: 'household.exitStatus', nameZh: '脱贫属性', before: '未脱贫', after: '已脱贫' },
        { item: 'household.netIncomePerHead', nameZh: '人均纯收入', before: '2952.5元', after: '4000.5元' },
      ],
    });
    expect(outcome.value.filter((entry) => entry.kind === 'created')).toHaveLength(8);
  });

  test('never tells a sensitive value, only that it changed; encrypted anew it did not change', async () => {
    await change((work) =>
      work.db.execute(
        sql`update household_year set phone_cipher = ${work.cipher.encrypt('13800001111')}, phone_hash = ${work.cipher.hash('13800001111')}`,
      ),
    );
    await change((work) =>
      work.db.execute(sql`update household_year set phone_cipher = ${work.cipher.encrypt('13800001111')}`),
    );
    const outcome = await history();
    if (!outcome.ok) throw new Error();
    const changed = outcome.value.filter((entry) => entry.kind === 'changed');
    expect(changed).toHaveLength(1);
    expect(changed[0]?.changes).toEqual([
      { item: 'household.phone', nameZh: '户联系电话', before: SENSITIVE_CHANGED, after: SENSITIVE_CHANGED },
    ]);
    expect(JSON.stringify(outcome.value)).not.toMatch(/138000|\\\\x/);
  });

  test('a member struck off and taken up again is told as such', async () => {
    await change((work) =>
      work.db.execute(sql`update person_year set retired_act = ${work.act} where person_id = ${home.personIds[0]}`),
    );
    await change(sql`update person_year set retired_act = null where person_id = ${home.personIds[0]}`);
    const outcome = await history();
    expect(outcome.ok && outcome.value.slice(0, 2).map((entry) => [entry.kind, entry.subject])).toEqual([
      ['restored', '王小宝'],
      ['retired', '王小宝'],
    ]);
  });
});

describe('opening a sensitive value', () => {
  const reveal = (
    field: string,
    entity: 'household' | 'person' = 'person',
    id = home.personIds[2] ?? 0,
    actor = office(),
  ) => county.act(actor, (work) => revealSensitive(work, { countyCode: home.countyCode, entity, id, field }));

  test('gives the whole value to one who may ask', async () => {
    expect(await reveal('idNumber')).toEqual({ ok: true, value: { value: HEAD_ID } });
    expect(await reveal('phone', 'household', home.householdId)).toEqual({ ok: true, value: { value: '13912345678' } });
  });

  test('gives nothing for an item that is not sensitive, is not recorded, or lies beyond reach', async () => {
    expect(await reveal('name')).toEqual({ ok: false, refusal: { code: 'item-not-sensitive', field: 'name' } });
    expect(await reveal('disabilityCard')).toEqual({
      ok: false,
      refusal: { code: 'nothing-recorded', field: 'disabilityCard' },
    });
    const clerk = county.actor('township-clerk', QINGSHI_TOWNSHIP);
    expect(await reveal('idNumber', 'person', home.personIds[2], clerk)).toEqual({
      ok: false,
      refusal: { code: 'person-not-found' },
    });
  });
});
