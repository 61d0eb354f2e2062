import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openDatabase, personalDataCipher } from '@daohu/db';
import { loadDemonstrationDivisions } from '@daohu/domain/divisions';
import { loadStandards } from '@daohu/domain/standards';
import type { Clock } from '@daohu/kernel';
import { testDatabase } from '@daohu/testkit';
import type { FastifyInstance } from 'fastify';
import { buildApp } from './app.ts';
import { ImportJobs } from './import-jobs.ts';
import { runnerOf } from './run.ts';
import type { System } from './system.ts';

export interface TestSystem {
  readonly system: System;
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** For tests: the whole system over a database of its own, with the invented province's divisions and nothing else. */
export async function testSystem(clock: Clock): Promise<TestSystem> {
  const address = await testDatabase();
  const database = openDatabase(address, personalDataCipher(Buffer.alloc(32, 7)));
  await database.asOwner((owner) => loadDemonstrationDivisions(owner));
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'daohu-server-'));
  const runner = runnerOf(database, clock);
  const imports = new ImportJobs(database, clock, runner, dataFolder);
  const standards = await loadStandards();
  const system: System = { database, clock, runner, imports, standards, dataFolder, demonstration: true };
  const app = await buildApp(system);
  return {
    system,
    app,
    async close() {
      await app.close();
      await imports.close();
      await database.close();
      await address.drop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
