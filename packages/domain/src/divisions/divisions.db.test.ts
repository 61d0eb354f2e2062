import {
  type Connection,
  type Database,
  inTransaction,
  NO_REACH,
  openDatabase,
  personalDataCipher,
  sql,
} from '@daohu/db';
import { fixedClock } from '@daohu/kernel';
import { type TestDatabase, testDatabase } from '@daohu/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  findAncestors,
  findChildren,
  findDivision,
  findDivisionHistory,
  findDivisions,
  LINJIANG_DISTRICT,
  lawChain,
  loadDemonstrationDivisions,
  loadDivisionNames,
  loadDivisions,
  QINGSHI_COUNTY,
  recodeCounty,
  resolveDivision,
} from './index.ts';

const cipher = personalDataCipher(Buffer.alloc(32, 7));
const clock = fixedClock('2017-06-01T00:00:00Z');
let kept2016: TestDatabase;
let kept2023: TestDatabase;
let register: Database;
let newer: Database;

beforeAll(async () => {
  [kept2016, kept2023] = await Promise.all([testDatabase(), testDatabase()]);
  register = openDatabase(kept2016, cipher);
  newer = openDatabase(kept2023, cipher);
  await register.asOwner(async (owner) => {
    await loadDivisions(owner);
    await loadDemonstrationDivisions(owner);
  });
  await newer.asOwner((owner) => loadDivisions(owner, { edition: 2023 }));
});
afterAll(async () => {
  await Promise.all([register.close(), newer.close()]);
  await Promise.all([kept2016.drop(), kept2023.drop()]);
});

/** As the application asks: the role that row-level security binds, without any reach. */
function ask<Answer>(of: Database, question: (db: Connection) => Promise<Answer>): Promise<Answer> {
  return inTransaction(of, clock, NO_REACH, { readOnly: true }, (work) => question(work.db));
}

async function codeToday(of: Database, code: number, edition?: number): Promise<number | string> {
  const found = await ask(of, (db) => resolveDivision(db, code, edition === undefined ? {} : { edition }));
  return found.kind === 'live' ? found.division.code : found.kind;
}

describe('loading', () => {
  test('a second start loads nothing and changes nothing', async () => {
    const again = await register.asOwner((owner) => loadDivisions(owner, { edition: 2023 }));
    expect(again).toEqual({ loaded: false, edition: 2016, divisions: 0 });
  });

  test('the application may read divisions and not write them', async () => {
    const write = inTransaction(register, clock, NO_REACH, { readOnly: false }, (work) =>
      work.db.execute(sql`update division set name = '青石市' where code = ${QINGSHI_COUNTY}`),
    );
    await expect(write).rejects.toThrow(/permission denied/);
  });
});

describe('the tree', () => {
  test('a county below a virtual city is reached from its province', async () => {
    const below = await ask(register, (db) => findChildren(db, { code: 429_000_000_000, level: 'city' }));
    expect(below.map((one) => one.name)).toEqual(['仙桃市', '潜江市', '天门市', '神农架林区']);
    const village = await ask(register, (db) => findDivision(db, 429_004_002_219));
    const above = await ask(register, (db) => findAncestors(db, village as NonNullable<typeof village>));
    expect(above.map((one) => one.name)).toEqual(['全国', '湖北省', '省直辖县级行政区划', '仙桃市', '干河街道办事处']);
  });

  test('市辖区, which exists for counting only, is not shown among the counties', async () => {
    const below = await ask(register, (db) => findChildren(db, { code: 420_100_000_000, level: 'city' }));
    expect(below).toHaveLength(13);
    expect(below.every((one) => one.hasChildren)).toBe(true);
  });

  test('东莞 is a city with one county, and its towns hang from the county', async () => {
    const city = await ask(newer, (db) => findChildren(db, { code: 441_900_000_000, level: 'city' }));
    expect(city.map((one) => [one.name, one.level])).toEqual([['东莞市', 'county']]);
    const county = await ask(newer, (db) => findChildren(db, { code: 441_900_000_000, level: 'county' }));
    expect(county.length).toBeGreaterThan(30);
  });

  test('a village of 青石县 follows the law of Hubei, one of 临江区 that of Wuhan first', async () => {
    expect(await ask(register, (db) => lawChain(db, 999_921_101_202))).toEqual([
      999_921_101_202,
      999_921_101_000,
      QINGSHI_COUNTY,
      420_000_000_000,
      0,
    ]);
    expect(await ask(register, (db) => lawChain(db, LINJIANG_DISTRICT))).toEqual([
      LINJIANG_DISTRICT,
      420_100_000_000,
      420_000_000_000,
      0,
    ]);
    expect(await ask(newer, (db) => lawChain(db, 441_900_003_000))).toEqual([
      441_900_003_000, 441_900_000_000, 440_000_000_000, 0,
    ]);
  });
});

describe('old and new codes', () => {
  test.each([
    ['郧县', 420_321_000_000, 420_304_000_000],
    ['a township of 郧县, which no edition here has', 420_321_101_000, 420_304_101_000],
    ['京山市 of a later year, in a register kept in the codes of 2016', 420_882_000_000, 420_821_000_000],
    ['a township of 京山市', 420_882_100_000, 420_821_100_000],
  ])('%s is found under its code of 2016', async (_what, code, today) => {
    expect(await codeToday(register, code)).toBe(today);
  });

  test.each([
    ['京山县', 420_821_000_000, 420_882_000_000],
    ['监利县', 421_023_000_000, 421_088_000_000],
    ['株洲县', 430_221_000_000, 430_212_000_000],
    ['祁阳县', 431_121_000_000, 431_181_000_000],
    ['a township of 宁乡县', 430_124_001_000, 430_182_001_000],
    ['玉潭街道文中社区', 430_124_001_001, 430_182_001_001],
  ])('%s is found under its code of 2023', async (_what, code, today) => {
    expect(await codeToday(newer, code)).toBe(today);
  });

  test('the answer names the steps that lead to it', async () => {
    const found = await ask(register, (db) => resolveDivision(db, 420_321_000_000));
    expect(found).toMatchObject({ kind: 'live', path: [{ oldName: '郧县', newName: '郧阳区', year: 2014 }] });
    const history = await ask(register, (db) => findDivisionHistory(db, 420_304_000_000));
    expect(history.map((step) => step.oldName)).toContain('郧县');
  });

  test('a code that never was is unknown, not guessed', async () => {
    expect(await codeToday(register, 420_399_000_000)).toBe('unknown');
    expect(await codeToday(register, 998_877_665_544)).toBe('unknown');
  });

  test.each([
    ['of 2016 in a register of 2023', () => newer, 2016],
    ['of 2023 in a register of 2016', () => register, 2023],
  ])(
    'a village %s that nothing carries on is not taken for the one with its last digits',
    async (_what, of, edition) => {
      const merged = await of().asOwner((owner) =>
        owner.query<{ code: number; name: string; other: string }>(sql`
        select e.code, e.name, d.name as other
        from division_edition e
          join division_succession c on c.level = 'county' and c.year >= 2010
            and e.code / 1000000 * 1000000 = case when e.edition = 2016 then c.old_code else c.new_code end
          join division d on d.level = 'village' and d.retired_on is null
            and d.code = case when e.edition = 2016 then c.new_code else c.old_code end + e.code % 1000000
        where e.edition = ${edition} and e.level = 'village'
          and not exists (select from division l where l.code = e.code and l.level = 'village')
          and not exists (select from division_succession s where s.level = 'village' and e.code in (s.old_code, s.new_code))
        order by 1 limit 2000`),
      );
      const taken: unknown[] = [];
      for (const { code, name, other } of merged) {
        const found = await codeToday(of(), code);
        if (found !== 'unknown') taken.push([code, name, found, other]);
      }
      expect(taken).toEqual([]);
      expect(merged.length).toBeGreaterThan(0);
    },
  );

  test('a code that was given to another village is read in the edition of the record', async () => {
    const reused = await newer.asOwner((owner) =>
      owner.query<{ code: number; next: number }>(sql`select s.old_code as code, s.new_code as next
        from division_succession s
          join division d on d.code = s.old_code and d.level = s.level and d.name <> s.old_name
          join division n on n.code = s.new_code and n.level = s.level
        where s.level = 'village' and s.basis = 'same-name' and s.old_code <> s.new_code
          and left(d.name, 2) <> left(s.old_name, 2) order by 1 limit 5`),
    );
    expect(reused).toHaveLength(5);
    for (const { code, next } of reused) {
      expect(await codeToday(newer, code)).toBe(code);
      expect(await codeToday(newer, code, 2016)).toBe(next);
    }
  });
});

describe('names', () => {
  test('青石 and 青石县 are the same county', async () => {
    for (const name of ['青石县', '青石']) {
      const found = await ask(register, (db) => findDivisions(db, { name, level: 'county' }));
      expect(found.map((one) => one.code)).toEqual([QINGSHI_COUNTY]);
    }
  });

  test('a village name that many villages have gives them all', async () => {
    const within = { code: QINGSHI_COUNTY, level: 'county' } as const;
    const found = await ask(register, (db) => findDivisions(db, { name: '李家沟村', within }));
    expect(found.map((one) => one.code)).toEqual([999_921_103_214, 999_921_202_202]);
  });

  test('a former name finds the county of today, a later name that of the register', async () => {
    const former = await ask(register, (db) => findDivisions(db, { name: '郧县' }));
    expect(former.map((one) => [one.code, one.matched])).toEqual([[420_304_000_000, 'other-name']]);
    const later = await ask(register, (db) => findDivisions(db, { name: '渌口区' }));
    expect(later.map((one) => one.name)).toEqual(['株洲县']);
  });

  test('the beginning of a name is enough to be shown what begins with it', async () => {
    const within = { code: QINGSHI_COUNTY, level: 'county' } as const;
    const found = await ask(register, (db) => findDivisions(db, { name: '吊脚', within }));
    expect(found.map((one) => one.name)).toEqual(['吊脚楼村']);
    expect(found.every((one) => one.matched === 'beginning')).toBe(true);
  });

  test('a file of one county is read with the names of that county', async () => {
    const names = await ask(register, (db) => loadDivisionNames(db, QINGSHI_COUNTY, 'county'));
    const found = names?.resolve({ province: '示范省', county: '青石县', township: '桃花乡', village: '吊脚楼' });
    expect(found).toMatchObject({ kind: 'found', division: { code: 999_921_201_202 } });
    expect(await ask(register, (db) => loadDivisionNames(db, 999_988_000_000))).toBeNull();
  });

  test.each([
    ['of 2016, with the digits of the county changed', () => newer, 420_882_000_000, 420_821_100_208, 420_882_001_208],
    ['of 2016, under a new county and its own digits', () => newer, 421_088_000_000, 421_023_100_200, undefined],
    ['of 2023, in a register of 2016', () => register, 420_821_000_000, 420_882_001_208, 420_821_100_208],
    ['of a whole province', () => newer, 430_000_000_000, 430_124_001_001, 430_182_001_001],
    ['of 郧县, which no edition has', () => register, 420_304_000_000, 420_321_101_201, 420_304_101_201],
    ['that never was', () => newer, 420_882_000_000, 420_821_100_201, null],
  ])('a file’s village code %s is the code of today', async (_what, database, within, written, today) => {
    const names = await ask(database(), (db) => loadDivisionNames(db, within));
    const found = names?.byCode(written, 'village')?.code ?? null;
    const alone = await codeToday(database(), written);
    expect(found).toBe(typeof alone === 'number' ? alone : null);
    if (today !== undefined) expect(found).toBe(today);
  });

  test('a file’s former village codes lead where a single look-up leads, or nowhere', async () => {
    const names = await ask(newer, (db) => loadDivisionNames(db, 430_000_000_000));
    const codes = await newer.asOwner((owner) =>
      owner.query<{ code: number }>(sql`
        select code from division_edition e
        where edition = 2016 and level = 'village' and code between 430000000000 and 430999999999
          and not exists (select from division d where d.code = e.code and d.level = e.level)
        order by md5(code::text) limit 40`),
    );
    for (const { code } of codes) {
      const alone = await codeToday(newer, code);
      const found = names?.byCode(code, 'village')?.code ?? null;
      if (found !== null) expect(alone, String(code)).toBe(found);
    }
    expect(codes.filter(({ code }) => names?.byCode(code, 'village')).length).toBeGreaterThan(30);
  });

  test('a county file of 郧阳区 that still says 郧县 is understood', async () => {
    const names = await ask(register, (db) => loadDivisionNames(db, 420_304_000_000));
    expect(names?.resolve({ province: '湖北省', city: '十堰市', county: '郧县' })).toMatchObject({ kind: 'found' });
    expect(names?.resolve({ county: '郧西县' })).toMatchObject({ kind: 'unknown' });
  });
});

describe('a county is recoded', () => {
  const recode = { from: LINJIANG_DISTRICT, to: 999_903_000_000, name: '滨江区', on: '2018-07-01' };

  test('a code in use, a code that is no county and an unknown city are refused', async () => {
    const answers = await register.asOwner(async (owner) => [
      await recodeCounty(owner, { ...recode, from: 999_977_000_000 }),
      await recodeCounty(owner, { ...recode, to: 999_903_100_000 }),
      await recodeCounty(owner, { ...recode, to: QINGSHI_COUNTY }),
      await recodeCounty(owner, { ...recode, to: 998_803_000_000 }),
    ]);
    const codes = answers.map((answer) => (answer.ok ? 'done' : answer.refusal.code));
    expect(codes).toEqual(['county-not-live', 'not-a-county-code', 'code-taken', 'city-missing']);
  });

  test('its villages are found under both codes, and its old name still finds it', async () => {
    const answer = await register.asOwner(async (owner) => {
      await owner.execute(sql`set app.act = '1'`);
      return recodeCounty(owner, recode);
    });
    expect(answer).toEqual({
      ok: true,
      value: { event: 'countyRecoded', oldCounty: LINJIANG_DISTRICT, newCounty: recode.to, on: recode.on },
    });
    expect(await codeToday(register, LINJIANG_DISTRICT + 100_201)).toBe(recode.to + 100_201);
    expect(await codeToday(register, recode.to + 100_201)).toBe(recode.to + 100_201);
    expect(await ask(register, (db) => lawChain(db, recode.to))).toContain(420_100_000_000);
    const found = await ask(register, (db) =>
      findDivisions(db, { name: '临江区', within: { code: 990_000_000_000, level: 'province' } }),
    );
    expect(found.map((one) => [one.code, one.name])).toEqual([[recode.to, '滨江区']]);
  });
});
