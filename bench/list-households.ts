/**
 * The register list and the household page over HTTP: the real server on the loopback interface in a process of its own,
 * the embedded PostgreSQL with its usual settings, signed-in users of a province and of one of its counties, invented
 * households all over Hubei in two register years. Each page is asked for at a steady rate over several connections,
 * which gives the latencies, and then as fast as it can, which gives the requests per second.
 *
 * The bar: a page of the list at 100,000 households has p99 ≤ 150 ms. The yardstick of the same run is the first page by
 * plain SQL, rows and total, outside row-level security and without HTTP, from as many connections.
 *
 *   npx tsx bench/list-households.ts [--households 100000] [--rate 30] [--connections 10] [--seconds 6] [--data DIR]
 *
 * With `--data` the data folder stays and is used again.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type DatabaseAddress, inTransaction, openInstance, SYSTEM_REACH } from '@daohu/db';
import { hashPassword, insertAccount } from '@daohu/domain/access';
import { openSystem } from '@daohu/server';
import { generateHouseholds, type InventedHousehold, loadPlaces, loadRegister } from '@daohu/synth';
import autocannon from 'autocannon';
import pg from 'pg';

const HUBEI = 420_000_000_000;
const YEARS = [2016, 2017];
const SEED = 20_161_013;
const SAMPLES = 500;
const BAR_P99 = 150;
const PASSWORD = 'Bench-2016-Hubei';

interface Options {
  readonly households: number;
  readonly connections: number;
  readonly rate: number;
  readonly seconds: number;
  readonly data: string;
}

/** What a page is asked for with: households spread evenly over the register. */
interface Sample {
  readonly place: InventedHousehold['place'];
  readonly householdNo: string;
  readonly name: string;
  readonly idNumber: string;
}

async function main(options: Options): Promise<void> {
  const isNew = !existsSync(options.data);
  const { samples, onRecord } = await prepare(options, isNew);
  const server = await startServer(options.data);
  const instance = await openInstance(options.data, { mode: 'attach-or-start' });
  try {
    const province = await signIn(server.address, 'province');
    const county = await signIn(server.address, 'county');
    console.log(
      `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}; ${onRecord} households on record in ${YEARS.at(-1)} (${await sizeOf(instance.address)}), ${options.rate} requests/s over ${options.connections} connections, ${options.seconds} s each`,
    );
    console.log('| page | user | p50 ms | p97.5 ms | p99 ms | bar | req/s at most |');
    console.log('| --- | --- | --- | --- | --- | --- | --- |');
    const measured = new Map<string, Latencies>();
    for (const page of await pagesOf(server.address, { province, county }, samples, onRecord)) {
      const latencies = await drive(server.address, page, options);
      measured.set(page.name, latencies);
      report(page.name, page.user, latencies, page.isList);
    }
    const plain = await plainSql(instance.address, options);
    report('yardstick: first page by plain SQL', 'owner', plain, false);
    const first = measured.get('first page')!;
    console.log(
      `\nfirst page ÷ plain SQL: × ${(first.p50 / plain.p50).toFixed(1)} at p50, × ${(first.p99 / plain.p99).toFixed(1)} at p99`,
    );
  } finally {
    await instance.stop();
    await server.stop();
  }
}

/** Divisions, households and accounts, unless the folder has them; and what to ask for. */
async function prepare({ households, data }: Options, isNew: boolean) {
  const invented = () =>
    loadPlaces({ province: 42 }).then((places) => generateHouseholds({ households, places, seed: SEED }));
  const samples: Sample[] = [];
  let onRecord = 0;
  let at = 0;
  const every = Math.max(1, Math.floor(households / SAMPLES));
  for (const household of await invented()) {
    const inYear = household.inYear(YEARS.at(-1)!);
    if (inYear) onRecord++;
    const head = inYear?.members[0]?.person.identity;
    if (head && at++ % every === 0) {
      const { place, householdNo } = household;
      samples.push({ place, householdNo, name: String(head.name), idNumber: String(head.idNumber) });
    }
  }
  if (!isNew) return { samples, onRecord };

  const system = await openSystem({ dataFolder: data, mode: 'server', demonstration: false, edition: 2016 });
  try {
    const started = performance.now();
    const { database } = system;
    const source = await invented();
    const { persons } = await database.asOwner((owner) =>
      loadRegister(owner, { households: source, years: YEARS, cipher: database.cipher, villageSeed: SEED }),
    );
    console.error(
      `loaded ${households} households, ${persons} persons, ${((performance.now() - started) / 1000).toFixed(0)} s`,
    );
    const passwordHash = await hashPassword(PASSWORD);
    const common = { passwordHash, mustChangePassword: false };
    await inTransaction(database, system.clock, SYSTEM_REACH, { readOnly: false }, async ({ db }) => {
      const county = countyCodeOf(samples) * 1_000_000;
      const offices = [
        {
          signInName: 'province',
          displayName: '湖北省扶贫办',
          role: 'province',
          division: HUBEI,
          divisionLevel: 'province',
        },
        {
          signInName: 'county',
          displayName: '县扶贫办',
          role: 'county-office',
          division: county,
          divisionLevel: 'county',
        },
      ] as const;
      for (const office of offices) await insertAccount(db, { ...office, ...common });
    });
  } finally {
    await system.close();
  }
  return { samples, onRecord };
}

/** The county of the middle of the register. */
function countyCodeOf(samples: readonly Sample[]): number {
  return Math.floor(samples[Math.floor(samples.length / 2)]!.place.code / 1_000_000);
}

interface Server {
  readonly address: string;
  stop(): Promise<void>;
}

function startServer(data: string): Promise<Server> {
  const script = fileURLToPath(new URL('../apps/server/src/main.ts', import.meta.url));
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', script, '--port', '0', '--no-demo', '--data', data],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_ENV: 'production' },
    },
  );
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout!.on('data', (text: Buffer) => {
      const address = /http:\/\/127\.0\.0\.1:\d+/.exec(text.toString())?.[0];
      if (address) resolve({ address, stop });
    });
  });
}

/** The cookie of the session. */
async function signIn(address: string, signInName: string): Promise<string> {
  const answer = await fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-daohu': '1' },
    body: JSON.stringify({ signInName, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`sign-in failed: ${await answer.text()}`);
  return answer.headers.getSetCookie()[0]!.split(';')[0]!;
}

interface Page {
  readonly name: string;
  readonly user: 'province' | 'county';
  readonly cookie: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  readonly isList: boolean;
}

async function pagesOf(
  address: string,
  cookies: Readonly<Record<Page['user'], string>>,
  samples: readonly Sample[],
  onRecord: number,
): Promise<Page[]> {
  const list = (parameters: Record<string, string | number>) =>
    `/api/households?${new URLSearchParams(Object.entries(parameters).map(([name, value]) => [name, String(value)]))}`;
  const get = async <Answer>(place: string, cookie: string): Promise<Answer> => {
    const answer = await fetch(address + place, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${place}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  interface Listed {
    readonly total: number;
    readonly rows: readonly { readonly countyCode: number; readonly householdId: number; readonly division: number }[];
  }
  const some = samples.filter((_, at) => at % 5 === 0);
  const rows: Listed['rows'][number][] = [];
  for (const { householdNo, name, idNumber } of some.slice(0, 40)) {
    const found = await get<Listed>(list({ search: householdNo }), cookies.province);
    rows.push(...found.rows);
    const byId = await get<Listed>(list({ search: idNumber }), cookies.province);
    const byName = await get<Listed>(list({ search: name }), cookies.province);
    if (found.total !== 1 || byId.total !== 1 || byName.total < 1) throw new Error(`${householdNo} is not found`);
  }
  const first = await get<Listed>(list({}), cookies.province);
  if (first.total !== onRecord) throw new Error(`the list has ${first.total} households, not ${onRecord}`);
  const county = await get<Listed>(list({}), cookies.county);
  if (county.total === 0 || county.total >= onRecord) throw new Error('the county user sees too much or nothing');

  const page = (name: string, user: Page['user'], paths: readonly string[], isList = true): Page => ({
    name,
    user,
    cookie: cookies[user],
    paths,
    isList,
  });
  return [
    page('first page', 'province', [list({})]),
    page('first page of a county', 'county', [list({})]),
    page(
      'deep page',
      'province',
      rows.map((row) => list({ from: `after.${row.division}.${row.householdId}` })),
    ),
    page('filter by status', 'province', [list({ povertyStatus: 'poor' }), list({ povertyStatus: 'exited' })]),
    page('filter by cause', 'province', [list({ mainCause: 'illness' }), list({ mainCause: 'disability' })]),
    page('filter that few meet', 'province', [list({ attribute: 'wubao', mainCause: 'disaster' })]),
    page(
      'one village',
      'province',
      some.map(({ place }) => list({ division: place.code })),
    ),
    page(
      'search by name',
      'province',
      some.map(({ name }) => list({ search: name })),
    ),
    page(
      'search by surname and one more',
      'province',
      some.map(({ name }) => list({ search: name.slice(0, 2) })),
    ),
    page(
      'search by surname alone',
      'province',
      some.map(({ name }) => list({ search: name.slice(0, 1) })),
    ),
    page(
      'search by ID number',
      'province',
      some.map(({ idNumber }) => list({ search: idNumber })),
    ),
    page(
      'search by household number',
      'province',
      some.map(({ householdNo }) => list({ search: householdNo })),
    ),
    page(
      'household page',
      'province',
      rows.map((row) => `/api/households/${row.countyCode}/${row.householdId}`),
      false,
    ),
    page(
      'village page',
      'province',
      rows.map((row) => `/api/villages/${row.division}`),
      false,
    ),
  ];
}

interface Latencies {
  readonly perSecond: number;
  readonly p50: number;
  readonly p97: number;
  readonly p99: number;
}

async function drive(url: string, { paths, cookie, name }: Page, options: Options): Promise<Latencies> {
  const run = async (duration: number, rate?: number) => {
    const result = await autocannon({
      url,
      connections: options.connections,
      duration,
      headers: { cookie },
      requests: paths.map((place) => ({ method: 'GET' as const, path: place })),
      ...(rate === undefined ? {} : { overallRate: rate }),
    });
    if (result.non2xx > 0 || result.errors > 0) {
      throw new Error(`${name}: ${result.non2xx} refused, ${result.errors} failed`);
    }
    return result;
  };
  await run(1);
  const { latency } = await run(options.seconds, options.rate);
  const { requests } = await run(Math.max(2, Math.round(options.seconds / 2)));
  return { perSecond: requests.average, p50: latency.p50, p97: latency.p97_5, p99: latency.p99 };
}

/** The first page and its total, asked as the owner by as many connections as there were users. */
async function plainSql({ owner }: DatabaseAddress, { connections, seconds, rate }: Options): Promise<Latencies> {
  const from = 'from household_year y where y.year = $1 and y.division between $2 and $3 and y.retired_act is null';
  const values = [YEARS.at(-1), HUBEI, HUBEI + 9_999_999_999];
  const total = { name: 'total', text: `select count(*) ${from}`, values };
  const rows = {
    name: 'first-page',
    text: `select h.household_no, y.*
      from (select y.county_code, y.household_id ${from} order by y.division, y.household_id limit 51) k
      join household_year y on y.county_code = k.county_code and y.household_id = k.household_id and y.year = $1
      join household h on h.county_code = k.county_code and h.household_id = k.household_id
      order by y.division, y.household_id`,
    values,
  };
  const clients = await Promise.all(
    Array.from({ length: connections }, async () => {
      const client = new pg.Client(owner);
      await client.connect();
      return client;
    }),
  );
  const ask = async (forSeconds: number, pause: number): Promise<number[]> => {
    const until = performance.now() + forSeconds * 1000;
    const taken: number[] = [];
    await Promise.all(
      clients.map(async (client) => {
        while (performance.now() < until) {
          const started = performance.now();
          await client.query(total);
          await client.query(rows);
          taken.push(performance.now() - started);
          await setTimeout(Math.max(0, pause - (performance.now() - started)));
        }
      }),
    );
    return taken.sort((a, b) => a - b);
  };
  await ask(1, 0);
  const taken = await ask(seconds, (1000 * connections) / rate);
  const saturated = Math.max(2, Math.round(seconds / 2));
  const perSecond = (await ask(saturated, 0)).length / saturated;
  await Promise.all(clients.map((client) => client.end()));
  const at = (share: number) => Math.round(taken[Math.floor(taken.length * share)]! * 10) / 10;
  return { perSecond, p50: at(0.5), p97: at(0.975), p99: at(0.99) };
}

function report(name: string, user: string, { perSecond, p50, p97, p99 }: Latencies, isList: boolean): void {
  const bar = isList ? (p99 <= BAR_P99 ? 'met' : `MISSED (≤ ${BAR_P99})`) : '';
  console.log(`| ${name} | ${user} | ${p50} | ${p97} | ${p99} | ${bar} | ${Math.round(perSecond)} |`);
}

async function sizeOf({ owner }: DatabaseAddress): Promise<string> {
  const client = new pg.Client(owner);
  await client.connect();
  const { rows } = await client.query(
    `select pg_size_pretty(pg_database_size(current_database())) as size, (select count(*) from person_year) as members`,
  );
  await client.end();
  return `${rows[0].members} member rows, ${rows[0].size} of data`;
}

const { values } = parseArgs({
  options: {
    households: { type: 'string', default: '100000' },
    connections: { type: 'string', default: '10' },
    rate: { type: 'string', default: '30' },
    seconds: { type: 'string', default: '6' },
    data: { type: 'string' },
  },
});
const households = Number(values.households);
if (!Number.isSafeInteger(households) || households < 2_000) throw new Error('--households must be 2000 or more');
const folder = values.data
  ? path.resolve(values.data)
  : path.join(mkdtempSync(path.join(tmpdir(), 'daohu-bench-list-')), 'data');
try {
  await main({
    households,
    data: folder,
    connections: Number(values.connections),
    rate: Number(values.rate),
    seconds: Number(values.seconds),
  });
} finally {
  if (!values.data) rmSync(path.dirname(folder), { recursive: true, force: true });
}
