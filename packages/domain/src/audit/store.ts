import { type Connection, sql } from '@daohu/db';

/** 留痕记录: one command, done or refused, in the act's own transaction. Detail holds no personal data. */
export interface AuditEntry {
  readonly act: number;
  readonly accountId: number;
  readonly accountName: string;
  readonly command: string;
  readonly division: number;
  readonly outcome: 'done' | 'refused' | 'failed';
  readonly refusalCode: string | null;
  readonly detail: Record<string, unknown>;
}

export async function writeAuditEntry(db: Connection, entry: AuditEntry): Promise<void> {
  await db.execute(sql`
    insert into audit_entry (act, account_id, account_name, command, division, outcome, refusal_code, detail)
    values (${entry.act}, ${entry.accountId}, ${entry.accountName}, ${entry.command}, ${entry.division}, ${entry.outcome},
      ${entry.refusalCode}, ${JSON.stringify(entry.detail)})`);
}
