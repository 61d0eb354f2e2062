export { rekeyAudit } from './rekey-county.ts';
export { type AuditEntry, writeAuditEntry } from './store.ts';
