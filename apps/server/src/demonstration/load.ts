import { createReadStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { inTransaction, SYSTEM_REACH, sql } from '@daohu/db';
import { type Actor, actorOf, hashPassword, insertAccount } from '@daohu/domain/access';
import { DEMONSTRATION_PROVINCE, loadDemonstrationDivisions } from '@daohu/domain/divisions';
import { fillDemonstrationStandards, fillDemonstrationSteps } from '@daohu/domain/standards';
import { invariant } from '@daohu/kernel';
import { sentenceOf } from '../refusals.ts';
import type { System } from '../system.ts';
import { demonstrationAccounts } from './accounts.ts';
import { demonstrationFiles } from './files.ts';

export interface LoadDemonstration {
  /** Whether an empty register gets one. A register that has one keeps it. */
  readonly wanted: boolean;
  readonly onStep: (sentence: string) => void;
}

/** Who loads it: the invented province's own office, through the same import as any other file. */
const loader: Actor = actorOf({
  accountId: 0,
  name: '演示数据',
  role: 'province',
  division: DEMONSTRATION_PROVINCE,
  divisionLevel: 'province',
});

/**
 * 演示数据: the invented 青石县 and 临江区, put in once. Begun again when it was interrupted: a file that is already in
 * changes nothing. Returns whether this register is a demonstration.
 */
export async function loadDemonstration(system: System, { wanted, onStep }: LoadDemonstration): Promise<boolean> {
  const state = await inTransaction(system.database, system.clock, SYSTEM_REACH, { readOnly: true }, ({ db }) =>
    db.one<{ demonstration: string | null; isEmpty: boolean }>(sql`
      select (select value #>> '{}' from instance_fact where name = 'demonstration') as demonstration,
        not exists (select from account) and not exists (select from household) as "isEmpty"`),
  );
  if (state.demonstration === 'complete') return true;
  if (state.demonstration === null && !(wanted && state.isEmpty)) return false;

  onStep('首次启动：正在放入虚构的演示数据（示范省青石县、临江区）…');
  await system.database.asOwner(async (owner) => {
    await mark(owner, 'loading');
    await loadDemonstrationDivisions(owner);
  });
  await addAccounts(system);
  await addRegister(system);
  await inTransaction(system.database, system.clock, loader, { readOnly: false }, async (work) => {
    await fillDemonstrationStandards(work);
    await fillDemonstrationSteps(work, system.standards);
  });
  await system.database.asOwner((owner) => mark(owner, 'complete'));
  return true;
}

async function mark(owner: Parameters<Parameters<System['database']['asOwner']>[0]>[0], state: string): Promise<void> {
  await owner.execute(sql`
    insert into instance_fact (name, value) values ('demonstration', to_jsonb(${state}::text))
    on conflict (name) do update set value = excluded.value`);
}

async function addAccounts({ database, clock }: System): Promise<void> {
  const hashes = await Promise.all(demonstrationAccounts.map(({ password }) => hashPassword(password)));
  await inTransaction(database, clock, SYSTEM_REACH, { readOnly: false }, async ({ db }) => {
    for (const [at, account] of demonstrationAccounts.entries()) {
      await insertAccount(db, { ...account, passwordHash: hashes[at]!, mustChangePassword: false });
    }
  });
}

async function addRegister(system: System): Promise<void> {
  const folder = await fs.mkdtemp(path.join(system.dataFolder, 'demonstration-'));
  try {
    for (const file of await demonstrationFiles()) {
      const target = path.join(folder, 'file.csv');
      await file.write(target);
      await importFile(system, file.name, file.year, target);
    }
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

async function importFile({ imports }: System, name: string, year: number, target: string): Promise<void> {
  const uploaded = await imports.upload(loader, name, createReadStream(target));
  invariant(uploaded.ok, `${name}: ${uploaded.ok || sentenceOf(uploaded.refusal)[1]}`);
  const { importId } = uploaded.value;
  const confirmed = await imports.read(loader, { importId, year, within: DEMONSTRATION_PROVINCE });
  invariant(confirmed.ok, `${name}: ${confirmed.ok || sentenceOf(confirmed.refusal)[1]}`);
  await imports.finished(importId);
  const read = await imports.show(loader, importId);
  invariant(read.ok && read.value.state === 'previewed', `${name}: ${read.ok && read.value.failure}`);
  const { counts } = read.value;
  invariant(counts.refused === 0, `${name}: the invented rows are without fault, ${counts.refused} were refused`);
  if (counts.new + counts.changed === 0) {
    await imports.cancel(loader, importId);
    return;
  }
  await imports.apply(loader, importId);
  await imports.finished(importId);
}
