import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type Database, inTransaction, openDatabase, personalDataCipher, sql, type Work } from '@daohu/db';
import { idCheckDigit } from '@daohu/dictionary';
import { fixedClock, rangeOfDivision } from '@daohu/kernel';
import { type TestDatabase, testDatabase } from '@daohu/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '../../access/index.ts';
import { loadDemonstrationDivisions } from '../../divisions/index.ts';
import { applyImport, confirmImport, findImport, readImport, undoImport, uploadImport } from '../index.ts';

let address: TestDatabase;
let database: Database;
let folder: string;
const clock = fixedClock('2017-11-02T08:00:00Z');
const county: Actor = {
  accountId: 7,
  name: '青石县扶贫办',
  role: 'county-office',
  division: 999921000000,
  divisionLevel: 'county',
  ...rangeOfDivision(999921000000),
};

beforeAll(async () => {
  address = await testDatabase();
  database = openDatabase(address, personalDataCipher(Buffer.alloc(32, 7)));
  await database.asOwner((db) => loadDemonstrationDivisions(db));
  folder = await mkdtemp(path.join(tmpdir(), 'daohu-import-'));
});
afterAll(async () => {
  await database.close();
  await address.drop();
});

const act = <Result>(body: (work: Work<Actor>) => Promise<Result>, actor = county) =>
  inTransaction(database, clock, actor, { readOnly: false }, body);

/** Uploads, confirms and reads a CSV file as the county office. */
async function read(text: string, year = 2017): Promise<number> {
  const file = path.join(folder, `${Math.random()}.csv`);
  await writeFile(file, text);
  const uploaded = await act((work) =>
    uploadImport(work, { path: file, name: '2017年名册.csv', bytes: text.length, sha256: Buffer.alloc(32) }),
  );
  if (!uploaded.ok) throw new Error(JSON.stringify(uploaded.refusal));
  const { importId } = uploaded.value;
  const confirmed = await act((work) => confirmImport(work, { importId, year, within: county.division }));
  if (!confirmed.ok) throw new Error(JSON.stringify(confirmed.refusal));
  const done = await act((work) => readImport(work, importId, file));
  if (!done.ok) throw new Error(JSON.stringify(done.refusal));
  return importId;
}

const counts = (importId: number) => act(async (work) => (await findImport(work.db, importId))!.counts!);
const HEADER =
  '县(市、区、旗),乡(镇),行政村,户编号,人编号,姓名,证件号码,人数,与户主关系,脱贫属性,贫困户属性,主要致贫原因,人均纯收入,联系电话';

/** An ID number that no person can have: unassigned county 429921, sequence 996–999. */
function idNumber(birth: string, sequence: number): string {
  const seventeen = `429921${birth}${sequence}`;
  return seventeen + idCheckDigit(seventeen);
}

async function place(): Promise<string> {
  const village = await act((work) =>
    work.db.one<{ village: string; township: string }>(sql`
      select v.name as village, t.name as township from division v join division t on t.code = v.parent_code
      where v.level = 'village' and v.code between 999921000000 and 999921999999 order by v.code limit 1`),
  );
  return `青石县,${village.township},${village.village}`;
}

test('a file that was applied changes nothing when it comes again, and undone leaves nothing', async () => {
  const at = await place();
  const file = [
    HEADER,
    `${at},H1,P1,陈大山,${idNumber('19700101', 997)},2,户主,未脱贫,一般贫困户,因病,2800.5,13800138000`,
    `${at},H1,P2,李秀英,${idNumber('19720303', 996)},2,配偶,未脱贫,一般贫困户,因病,2800.5,13800138000`,
  ].join('\n');
  const importId = await read(file);
  expect(await counts(importId)).toMatchObject({ rows: 2, new: 2, changed: 0, same: 0, refused: 0 });
  const applied = await act((work) => applyImport(work, importId));
  expect(applied).toMatchObject({ ok: true, value: { effect: { households: { new: 1 }, persons: { new: 2 } } } });
  expect(await counts(await read(file))).toMatchObject({ rows: 2, new: 0, changed: 0, same: 2, refused: 0 });

  expect(await act((work) => undoImport(work, importId))).toMatchObject({ ok: true });
  expect(await counts(await read(file))).toMatchObject({ new: 2, same: 0 });
});
