export { type AuditEntry, writeAuditEntry } from './store.ts';
