import { removeAbandonedDatabases, startTestPostgres, stopTestPostgres } from './test-database.ts';

/** Vitest's global setup of the project `db`: keeps the test server up while the test files come and go. */
export default async function setup(): Promise<() => Promise<void>> {
  await removeAbandonedDatabases(await startTestPostgres());
  return stopTestPostgres;
}
