import { sql as dbSql, join, raw, type Work } from '@daohu/db';
import { type Entity, getCodeList, type Item, itemsOf } from '@daohu/dictionary';
import { countyOf } from '@daohu/kernel';
import { buildLibrary, divisionChain, type FactRecord, type Problem, readsOf } from '@daohu/policy';
import { asExpression, joined, lawInForce, readRuleAsSql, sql, toTemplate, trusted } from '@daohu/policy/sql';
import { BAIYAN_VILLAGE, type InventedCounty, inventedCounty, LIULIN_VILLAGE, SHIQIAO_VILLAGE } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QINGSHI_COUNTY } from '../../divisions/index.ts';
import { loadHouseholdFacts, loadVillageFacts } from '../load-facts.ts';
import { policySchema } from '../policy-schema.ts';
import { factsInSql, households, villages } from './facts-in-sql.ts';

const YEAR = 2016;
const DAY = `${YEAR}-06-30`;
const RANGE = { low: QINGSHI_COUNTY, high: QINGSHI_COUNTY + 999_999 };
const COUNTY = countyOf(QINGSHI_COUNTY);

let county: InventedCounty;

/** The same numbers in every run. */
let last = 20_161_231;
function below(count: number): number {
  last = (last * 48_271) % 2_147_483_647;
  return last % count;
}

beforeAll(async () => {
  county = await inventedCounty();
  await county.act(county.actor('county-office'), recordEverything);
}, 120_000);
afterAll(() => county.close());

/** Households, persons, villages and the county in two years, every item drawn, now and then nothing. */
async function recordEverything(work: Work): Promise<void> {
  const place = (division: number) => ({ county_code: COUNTY, division });
  for (const year of [YEAR - 1, YEAR]) {
    await insert(work, 'county_year', { ...place(QINGSHI_COUNTY), year, ...drawn('county', 'yearly') });
    for (const village of year === YEAR ? [SHIQIAO_VILLAGE, LIULIN_VILLAGE] : [SHIQIAO_VILLAGE, BAIYAN_VILLAGE]) {
      await insert(work, 'village_year', { ...place(village), year, ...drawn('village', 'yearly') });
    }
  }
  for (let id = 1; id <= 24; id++) {
    const division = [SHIQIAO_VILLAGE, LIULIN_VILLAGE, BAIYAN_VILLAGE][id % 3]!;
    const home = { ...place(division), household_id: id };
    await insert(work, 'household', {
      ...home,
      household_no: `H-${id}`,
      ...(id % 8 === 0 && { retired_act: work.act }),
    });
    for (const year of id % 5 === 0 ? [YEAR] : [YEAR - 1, YEAR]) {
      await insert(work, 'household_year', { ...home, year, ...drawn('household', 'yearly') });
    }
    for (let member = 0; member < id % 4; member++) {
      const person = { ...home, person_id: id * 10 + member };
      const identity = drawn('person', 'identity');
      await insert(work, 'person', { ...person, ...identity, ...(below(9) === 0 && { retired_act: work.act }) });
      for (const year of below(4) === 0 ? [YEAR] : [YEAR - 1, YEAR]) {
        const row = { ...person, year, ...drawn('person', 'yearly') };
        await insert(work, 'person_year', { ...row, ...(below(9) === 0 && { retired_act: work.act }) });
      }
    }
  }
}

async function insert(work: Work, table: string, columns: Record<string, unknown>): Promise<void> {
  const names = raw(Object.keys(columns).join(', '));
  await work.db.execute(dbSql`insert into ${raw(table)} (${names}) values (${join(Object.values(columns))})`);
}

function drawn(entity: Entity, time: Item['time']): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  for (const item of itemsOf(entity, time)) {
    const value = drawnValue(item);
    if (value !== undefined) columns[item.column] = value;
  }
  return columns;
}

function drawnValue({ type, codeList, range }: Item): unknown {
  if (!JUDGED.includes(type)) return undefined;
  if (below(5) === 0) return null;
  switch (type) {
    case 'boolean':
      return below(2) === 0;
    case 'year':
      return [2014, 2016, 1899][below(3)];
    case 'date':
      return ['1950-02-28', '1980-07-01', '2004-02-29', '2016-06-30', '2016-12-31', '2017-01-01'][below(6)];
    case 'code': {
      const { values } = getCodeList(codeList!);
      return below(9) === 0 ? 'gone' : values[below(values.length)]!.key;
    }
    case 'integer': {
      const [low, high] = [range?.min ?? -1_000, Math.min(range?.max ?? 2_000_000_000, 2_000_000_000)];
      return [low, Math.min(low + 7, high), high, Math.min(low + 12_345, high)][below(4)];
    }
    default:
      return undefined;
  }
}

const JUDGED: readonly Item['type'][] = ['boolean', 'year', 'date', 'code', 'integer'];

interface Asked {
  readonly rule: string;
  readonly feel: string;
  readonly unit: string | null;
}

/** One question for every item that a rule about a household or a village can reach, by every way to it. */
function questions(): { readonly subject: 'household' | 'village'; readonly asked: Asked[] }[] {
  const entities = new Map(policySchema.entities.map((entity) => [entity.key, entity]));
  const alone = (path: string, entity: string): [string, string | null][] =>
    entities.get(entity)!.fields.flatMap((field): [string, string | null][] => {
      const value = `${path}.${field.ruleName}`;
      if (field.series !== undefined) return [];
      if (field.type === 'integer') return [[value, field.unit ?? '']];
      if (field.type === 'code') return [[`${value} = "${field.codes![0]!.label}"`, null]];
      return [[field.type === 'date' ? `${value} > date("1980-07-01")` : value, null]];
    });
  const listed = (list: string, name: string, path: string, entity: string): [string, string | null][] =>
    alone(path, entity).map(([feel, unit]) =>
      unit === null
        ? [`every ${name} in ${list} satisfies ${feel}`, null]
        : [`max(for ${name} in ${list} return ${feel})`, unit],
    );
  const ofHousehold = [
    ...['户', '户.上年', '户.上年.上年'].flatMap((path) => alone(path, 'household')),
    ...['户.所在村', '户.所在村.上年', '户.上年.所在村'].flatMap((path) => alone(path, 'village')),
    ...['户.所在县', '户.所在县.上年', '户.所在村.所在县'].flatMap((path) => alone(path, 'county')),
    ...['人', '人.上年', '人.上年.上年'].flatMap((path) => listed('户.成员', '人', path, 'person')),
    ...['人', '人.上年'].flatMap((path) => listed('户.上年.成员', '人', path, 'person')),
    ...[
      '户.上年 = null',
      '户.所在村 = null',
      '户.所在县 = null',
      '户.全市 = null',
      '户.成员 = null',
      '户.上年.成员 = null',
    ].map((feel): [string, null] => [feel, null]),
    ['count(户.成员)', '人'] as [string, string],
  ];
  const ofVillage = [
    ...['村', '村.上年'].flatMap((path) => alone(path, 'village')),
    ...alone('村.所在县', 'county'),
    ...['户', '户.上年', '户.所在村'].flatMap((path) =>
      listed('村.建档立卡户', '户', path, path.endsWith('村') ? 'village' : 'household'),
    ),
    ['every 户 in 村.建档立卡户 satisfies every 人 in 户.成员 satisfies 人.年龄 > 0', null] as [string, null],
    ['村.建档立卡户 = null', null] as [string, null],
  ];
  const numbered = (of: string, all: [string, string | null][]): Asked[] =>
    all.map(([feel, unit], at) => ({ rule: `${of}-${at}`, feel, unit }));
  return [
    { subject: 'household', asked: numbered('household', ofHousehold) },
    { subject: 'village', asked: numbered('village', ofVillage) },
  ];
}

function libraryOf(subject: string, asked: readonly Asked[]) {
  const common = { title: '问', subject, clause: 'law/1', holdsFrom: '2015-01-01' };
  const rules = asked.map(({ rule, feel, unit }) =>
    unit === null
      ? { rule, ...common, all: [{ title: '问', clause: 'law/1', feel }] }
      : { rule, kind: 'quantity', ...common, unit, value: feel },
  );
  const header = {
    pack: 'law',
    title: '问',
    jurisdiction: { name: '全国', code: '0' },
    inForce: { from: '2015-01-01' },
  };
  const file = (path: string, content: unknown) => ({ path: `law/${path}`, text: JSON.stringify(content) });
  const problems: Problem[] = [];
  const files = [file('pack.yaml', header), ...rules.map((rule) => file(`${rule.rule}.yaml`, rule))];
  const library = buildLibrary(files, policySchema, problems);
  expect(problems.map(({ code, zh }) => `${code}: ${zh}`)).toEqual([]);
  return library;
}

for (const { subject, asked } of questions()) {
  test(`what a rule can ask about a ${subject} is the same in the register as in the facts loaded: ${asked.length} questions`, async () => {
    const library = libraryOf(subject, asked);
    const reads = readsOf(library.packs[0]!.rules, library);
    const chain = divisionChain(SHIQIAO_VILLAGE);
    const law = lawInForce(library, chain, DAY);
    await county.ask(county.actor('county-office'), async ({ db }) => {
      const isHousehold = subject === 'household';
      const facts: readonly FactRecord[] = isHousehold
        ? await loadHouseholdFacts(db, { range: RANGE }, YEAR, reads)
        : await loadVillageFacts(db, RANGE, YEAR, reads);
      const within = sql`${trusted(String(RANGE.low))} and ${trusted(String(RANGE.high))}`;
      const from = isHousehold ? households('s', YEAR).from : villages('s', YEAR, within);
      const where = isHousehold ? sql`${households('s', YEAR).where} and s.division between ${within}` : sql`true`;
      const id = isHousehold ? 'householdId' : 'division';
      const key = trusted(isHousehold ? 's.household_id' : 's.division');
      expect(facts.length).toBeGreaterThan(2);
      for (let first = 0; first < asked.length; first += 40) {
        const some = asked.slice(first, first + 40);
        const columns = some.map(({ rule }, at) => {
          const reading = readRuleAsSql(
            library.packs[0]!.rules.find((one) => one.id === rule)!,
            law,
            factsInSql(YEAR),
            's',
          );
          return sql`${asExpression(reading, reading.amount ?? reading.state)} as ${trusted(`c${at}`)}`;
        });
        const { strings, values } = toTemplate(
          sql`select ${key} as id, ${joined(columns, ',\n')} from ${from} where ${where} order by ${key}`,
        );
        const rows = await db.query<Record<string, unknown>>(dbSql(strings, ...values));
        expect(rows.map((row) => row.id)).toEqual(facts.map((one) => one[id] as number).sort((a, b) => a - b));
        for (const [at, { rule, feel }] of some.entries()) {
          const bound = library.evaluator(rule, chain, DAY);
          if (!bound.ok) throw new Error(bound.refusal.code);
          const loaded = new Map(facts.map((one) => [one[id], bound.value.value(one)]));
          const found = rows.map((row) => ({ id: row.id, value: row[`c${at}`] ?? null }));
          expect([feel, found]).toEqual([feel, rows.map((row) => ({ id: row.id, value: loaded.get(row.id) }))]);
        }
      }
    });
  });
}
