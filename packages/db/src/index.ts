export { default as sql, empty, join, raw, type Sql } from 'sql-template-tag';
export { type Connection, connectionOf } from './connection.ts';
export { BinaryCopy, type CopyColumn } from './copy-binary.ts';
export { CopyRows } from './copy-rows.ts';
export { arrayText, type CopyValue, chunked, copyLine, copyText } from './copy-text.ts';
export { type Database, type DatabaseAddress, openDatabase } from './database.ts';
export {
  type Instance,
  type OpenOptions,
  openInstance,
  START_REFUSED_EXIT_CODE,
  type StartRefusalCode,
  StartRefused,
  TEST_SETTINGS,
} from './embedded-postgres/index.ts';
export { type MigrateOptions, migrate, migrationsFolder } from './migrate.ts';
export { type PersonalDataCipher, personalDataCipher } from './personal-data-cipher.ts';
export {
  type ActorReach,
  inOwnerTransaction,
  inTransaction,
  NO_REACH,
  SYSTEM_REACH,
  type Work,
} from './unit-of-work.ts';
