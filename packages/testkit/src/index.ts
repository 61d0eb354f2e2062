export {
  emptyTestDatabase,
  startTestPostgres,
  stopTestPostgres,
  type TestDatabase,
  testDatabase,
} from './test-database.ts';
