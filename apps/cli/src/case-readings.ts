import * as os from 'node:os';
import * as path from 'node:path';
import { openDatabase, openInstance, personalDataCipher, sql, TEST_SETTINGS } from '@daohu/db';
import { type CaseReading, casesInColumns, ReadingSkipped } from '@daohu/policy';
import { casesInSql, toTemplate } from '@daohu/policy/sql';

/**
 * The readings of rules beside the explanation: by columns, and by PostgreSQL on an embedded server without any data,
 * kept in the temporary directory so that the next run finds it. Where none can be started, SQL is skipped and says so.
 */
export const caseReadings: readonly CaseReading[] = [casesInColumns, { name: 'sql', run: inPostgres }];

async function inPostgres(runs: Parameters<CaseReading['run']>[0]) {
  const folder = path.join(os.tmpdir(), `daohu-policy-test-${process.getuid?.() ?? 0}`);
  const started = openInstance(folder, { mode: 'attach-or-start', settings: TEST_SETTINGS });
  const instance = await started.catch((cause: unknown) => {
    throw new ReadingSkipped(`内置数据库没有启动：${cause instanceof Error ? cause.message : String(cause)}`);
  });
  // Nothing is stored, so nothing needs a key.
  const database = openDatabase(instance.address, personalDataCipher(Buffer.alloc(32)));
  try {
    return await database.asOwner((db) => {
      const ask = (query: Parameters<typeof toTemplate>[0]) => {
        const { strings, values } = toTemplate(query);
        return db.query<{ readonly [column: string]: unknown }>(sql(strings, ...values));
      };
      return casesInSql(ask).run(runs);
    });
  } finally {
    await database.close();
    await instance.stop();
  }
}
