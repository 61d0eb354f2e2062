import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from '@daohu/db';
import { hashPassword, type insertAccount } from '@daohu/domain/access';
import { type InventedCounty, inventedCounty, QINGSHI_TOWNSHIP, type RecordedHousehold } from '@daohu/testkit';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { runnerOf } from '../run.ts';
import type { System } from '../system.ts';

let county: InventedCounty;
let app: FastifyInstance;
let folder: string;
let home: RecordedHousehold;
const HEAD_ID = '42999919650312019X';
const QINGSHI = 999_921_000_000;

beforeAll(async () => {
  county = await inventedCounty();
  folder = await mkdtemp(join(tmpdir(), 'daohu-server-'));
  const { database, clock } = county;
  const system = {
    database,
    clock,
    runner: runnerOf(database, clock),
    imports: {} as System['imports'],
    standards: {} as System['standards'],
    dataFolder: folder,
    demonstration: true,
  };
  app = await buildApp(system, { logErrors: true });
  home = await county.record({
    no: 'H-1',
    members: [{ name: '王石头', identity: { idNumber: HEAD_ID }, yearly: { relation: 'head' } }],
  });
  const passwordHash = await hashPassword('correct-horse');
  const accounts: Pick<Parameters<typeof insertAccount>[1], 'signInName' | 'role' | 'division' | 'divisionLevel'>[] = [
    { signInName: 'office', role: 'county-office', division: QINGSHI, divisionLevel: 'county' },
    { signInName: 'clerk', role: 'township-clerk', division: QINGSHI_TOWNSHIP, divisionLevel: 'township' },
    { signInName: 'auditor', role: 'auditor', division: QINGSHI, divisionLevel: 'county' },
  ];
  await database.asOwner(async (owner) => {
    for (const { signInName, role, division, divisionLevel } of accounts) {
      await owner.execute(sql`
        insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
        values (${signInName}, ${signInName}, ${passwordHash}, ${role}, ${division}, ${divisionLevel}, false)`);
    }
  });
});
afterAll(async () => {
  await app.close();
  await county.close();
  await rm(folder, { recursive: true });
});

async function as(signInName: string) {
  const signedIn = await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    headers: { 'x-daohu': '1' },
    payload: { signInName, password: 'correct-horse' },
  });
  const cookies = { daohu_session: signedIn.cookies[0]?.value ?? '' };
  return {
    get: (url: string) => app.inject({ method: 'GET', url, cookies }),
    post: (url: string, payload: object) =>
      app.inject({ method: 'POST', url, cookies, payload, headers: { 'x-daohu': '1' } }),
  };
}

function auditOf(command: string) {
  return county.database.asOwner((owner) =>
    owner.query<{ outcome: string; detail: Record<string, unknown> }>(
      sql`select outcome, detail from audit_entry where command = ${command} order by act`,
    ),
  );
}

test('the county office reads the list, the household, its history and its village', async () => {
  const office = await as('office');
  expect((await office.get('/api/households?year=2016&size=10')).json()).toMatchObject({
    total: 1,
    rows: [{ householdNo: 'H-1' }],
  });
  const path = `/api/households/${home.countyCode}/${home.householdId}`;
  expect((await office.get(path)).json()).toMatchObject({
    householdNo: 'H-1',
    members: [{ idNumberMasked: '429***********019X' }],
  });
  expect((await office.get(`${path}/history`)).json()).toHaveLength(4);
  expect((await office.get(`/api/villages/${home.division}`)).json()).toMatchObject({ totals: { households: 1 } });
});

test('a clerk of another township is told that there is no such household or village', async () => {
  const clerk = await as('clerk');
  expect((await clerk.get('/api/households')).json()).toMatchObject({ total: 0, rows: [] });
  expect((await clerk.get(`/api/households/${home.countyCode}/${home.householdId}`)).statusCode).toBe(404);
  expect((await clerk.get(`/api/villages/${home.division}`)).statusCode).toBe(404);
});

test('an opened ID number is in the answer and never in the log', async () => {
  const office = await as('office');
  const where = { countyCode: home.countyCode, entity: 'person', id: home.personIds[0], field: 'idNumber' };
  expect((await office.post('/api/register/reveal', where)).json()).toEqual({ value: HEAD_ID });
  const [entry] = await auditOf('register.revealSensitive');
  expect(entry).toEqual({ outcome: 'done', detail: where });
  const auditor = await as('auditor');
  expect((await auditor.post('/api/register/reveal', where)).statusCode).toBe(403);
});

test('an export is masked unless the word says otherwise, and every one is in the log', async () => {
  const office = await as('office');
  const url = `/api/export?set=R3&division=${QINGSHI}&year=2016&format=csv`;
  const plain = await office.get(url);
  expect(plain.headers['content-disposition']).toContain(encodeURIComponent('已脱敏'));
  expect(plain.body).toContain('429***********019X');
  expect((await office.get(`${url}&unmasked=false`)).body).not.toContain(HEAD_ID);
  expect((await office.get(`${url}&unmasked=true`)).json()).toMatchObject({ code: 'reason-needed' });
  const whole = await office.get(`${url}&unmasked=true&reason=${encodeURIComponent('上级核查')}`);
  expect(whole.body).toContain(HEAD_ID);
  expect(await auditOf('exchange.exportUnmasked')).toMatchObject([
    { outcome: 'refused' },
    { outcome: 'done', detail: { reason: '上级核查', set: 'R3', division: QINGSHI } },
  ]);
  expect(await auditOf('exchange.exportRegister')).toHaveLength(2);
  expect(await readdir(join(folder, 'exports'))).toEqual([]);
});

test('an auditor may export masked, and not whole', async () => {
  const auditor = await as('auditor');
  const url = `/api/export?set=R1&division=${QINGSHI}&year=2016`;
  const masked = await auditor.get(url);
  expect([masked.statusCode, masked.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK']);
  expect((await auditor.get(`${url}&unmasked=true&reason=x`)).statusCode).toBe(403);
});

test('the tree of places begins at one’s own division and a search stays within it', async () => {
  const clerk = await as('clerk');
  const [root] = (await clerk.get('/api/divisions/root')).json();
  expect(root).toMatchObject({ name: '青石镇', level: 'township', hasChildren: true });
  const villages = (await clerk.get(`/api/divisions/children?of=${root.code}&level=township`)).json();
  expect(villages.map((village: { name: string }) => village.name)).toContain('白岩村');
  expect((await clerk.get(`/api/divisions/children?of=${QINGSHI + 100_000}&level=township`)).json()).toEqual([]);
  const found = (await clerk.get(`/api/divisions/search?name=${encodeURIComponent('白岩')}`)).json();
  expect(found).toMatchObject([
    { name: '白岩村', place: [{ name: '示范省' }, { name: '示范市' }, { name: '青石县' }, { name: '青石镇' }] },
  ]);
  expect((await clerk.get(`/api/divisions/search?name=${encodeURIComponent('石桥村')}`)).json()).toEqual([]);
});

test('without a session there is no answer', async () => {
  for (const url of ['/api/households', '/api/villages/1', '/api/export?set=R1', '/api/divisions/root']) {
    expect((await app.inject({ method: 'GET', url })).statusCode).toBe(401);
  }
});
