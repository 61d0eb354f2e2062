import {
  type Connection,
  type Database,
  inTransaction,
  join,
  openDatabase,
  personalDataCipher,
  raw,
  sql,
  type Work,
} from '@daohu/db';
import { type Actor, actorOf } from '@daohu/domain/access';
import { loadDemonstrationDivisions, QINGSHI_COUNTY } from '@daohu/domain/divisions';
import { itemsOfTable, nameTokens, type RegisterTable } from '@daohu/domain/register';
import { type Clock, countyOf, type DivisionLevel, fixedClock, levelOfCode } from '@daohu/kernel';
import { type TestDatabase, testDatabase } from './test-database.ts';

/** Values of items by field name, as the register keeps them: fen, codes' keys, `YYYY-MM-DD`. Sensitive ones in clear. */
export type InventedValues = Readonly<Record<string, string | number | boolean | readonly string[] | null>>;

export interface InventedMember {
  readonly name: string;
  readonly identity?: InventedValues;
  readonly yearly?: InventedValues;
}

export interface InventedHousehold {
  readonly village?: number;
  readonly no?: string;
  readonly year?: number;
  readonly identity?: InventedValues;
  readonly yearly?: InventedValues;
  /** One head, 王石头, when left out. */
  readonly members?: readonly InventedMember[];
}

export interface RecordedHousehold {
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly division: number;
  readonly personIds: readonly number[];
}

/** 柳林村 and 石桥村 lie in 城关镇, 白岩村 in 青石镇. */
export const SHIQIAO_VILLAGE = QINGSHI_COUNTY + 100_201;
export const LIULIN_VILLAGE = QINGSHI_COUNTY + 100_203;
export const BAIYAN_VILLAGE = QINGSHI_COUNTY + 101_202;
export const CHENGGUAN_TOWNSHIP = QINGSHI_COUNTY + 100_000;
export const QINGSHI_TOWNSHIP = QINGSHI_COUNTY + 101_000;

/** 青石县 in a database of its own. */
export interface InventedCounty {
  readonly database: Database;
  readonly clock: Clock;
  actor(role: Actor['role'], division?: number): Actor;
  /** As a query runs: read only, within the actor's reach. */
  ask<Result>(actor: Actor, body: (work: Work<Actor>) => Promise<Result>): Promise<Result>;
  /** As a command runs. */
  act<Result>(actor: Actor, body: (work: Work<Actor>) => Promise<Result>): Promise<Result>;
  record(household?: InventedHousehold): Promise<RecordedHousehold>;
  /** Moves everything that an act wrote into the past. */
  backdate(act: number, days: number): Promise<void>;
  close(): Promise<void>;
}

export async function inventedCounty(): Promise<InventedCounty> {
  const test: TestDatabase = await testDatabase();
  const database = openDatabase(test, personalDataCipher(Buffer.alloc(32, 7)));
  await database.asOwner((owner) => loadDemonstrationDivisions(owner));
  const clock = fixedClock('2017-05-31T10:00:00+08:00');
  const run = <Result>(actor: Actor, readOnly: boolean, body: (work: Work<Actor>) => Promise<Result>) =>
    inTransaction(database, clock, actor, { readOnly }, body);
  const countyOffice = actorOf({
    accountId: 1,
    name: '青石县扶贫办',
    role: 'county-office',
    division: QINGSHI_COUNTY,
    divisionLevel: 'county',
  });
  return {
    database,
    clock,
    actor(role, division = QINGSHI_COUNTY) {
      const divisionLevel: DivisionLevel = levelOfCode(division);
      return actorOf({ accountId: 2, name: '测试账号', role, division, divisionLevel });
    },
    ask: (actor, body) => run(actor, true, body),
    act: (actor, body) => run(actor, false, body),
    record: (household = {}) => run(countyOffice, false, (work) => recordHousehold(work, household)),
    backdate: (act, days) =>
      database.asOwner(async (owner) => {
        await owner.execute(sql`update history set at = at - make_interval(days => ${days}) where act = ${act}`);
      }),
    async close() {
      await database.close();
      await test.drop();
    },
  };
}

/** Writes one household with its members for one year, as the acting account. */
export async function recordHousehold(work: Work, household: InventedHousehold): Promise<RecordedHousehold> {
  const division = household.village ?? SHIQIAO_VILLAGE;
  const countyCode = countyOf(division);
  const year = household.year ?? 2016;
  const members = household.members ?? [{ name: '王石头', yearly: { relation: 'head' } }];
  const head = members.find((member) => member.yearly?.relation === 'head') ?? members[0];
  const { household_id: householdId } = await insert(work, 'household', {
    county_code: countyCode,
    division,
    ...columnsOf(work, 'household', {
      householdNo: household.no ?? `H${work.act}`,
      ...household.identity,
    }),
  });
  await insert(work, 'household_year', {
    county_code: countyCode,
    division,
    household_id: householdId,
    year,
    head_name: head?.name ?? null,
    member_count: members.length,
    ...columnsOf(work, 'household_year', household.yearly ?? {}),
  });
  const personIds: number[] = [];
  for (const member of members) {
    personIds.push(await recordMember(work, member, { countyCode, division, householdId: Number(householdId), year }));
  }
  return {
    countyCode,
    householdId: Number(householdId),
    householdNo: household.no ?? `H${work.act}`,
    division,
    personIds,
  };
}

export async function recordMember(
  work: Work,
  member: InventedMember,
  into: { countyCode: number; division: number; householdId: number; year: number },
): Promise<number> {
  const place = { county_code: into.countyCode, division: into.division, household_id: into.householdId };
  const identity = columnsOf(work, 'person', { name: member.name, ...member.identity });
  const person = await insert(work, 'person', { ...place, ...identity });
  const personId = Number(person.person_id);
  await insert(work, 'person_year', {
    ...place,
    person_id: personId,
    year: into.year,
    ...columnsOf(work, 'person_year', member.yearly ?? {}),
  });
  for (const token of nameTokens(member.name)) {
    await insert(work, 'person_name_token', {
      token,
      division: into.division,
      county_code: into.countyCode,
      person_id: personId,
    });
  }
  if (identity.id_number_hash) {
    await insert(work, 'person_lookup', {
      id_number_hash: identity.id_number_hash,
      county_code: into.countyCode,
      person_id: personId,
      division: into.division,
    });
  }
  return personId;
}

type Columns = Record<string, unknown>;

function columnsOf(work: Work, table: RegisterTable, values: InventedValues): Columns {
  const columns: Columns = {};
  for (const item of itemsOfTable(table)) {
    const value = values[item.field];
    if (value === undefined) continue;
    if (item.sensitivity === 'sensitive') {
      columns[`${item.column}_cipher`] = value === null ? null : work.cipher.encrypt(String(value));
      columns[`${item.column}_hash`] = value === null ? null : work.cipher.hash(String(value));
    } else columns[item.column] = value;
  }
  return columns;
}

function insert(work: { readonly db: Connection }, table: string, columns: Columns): Promise<Columns> {
  const names = raw(Object.keys(columns).join(', '));
  return work.db.one<Columns>(
    sql`insert into ${raw(table)} (${names}) values (${join(Object.values(columns))}) returning *`,
  );
}
