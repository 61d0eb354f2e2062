import { type Connection, sql } from '@daohu/db';
import type { DivisionLevel } from '@daohu/kernel';
import type { Account, Role } from './contract.ts';

export interface AccountRecord {
  readonly accountId: number;
  readonly signInName: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
  readonly mustChangePassword: boolean;
  readonly disabled: boolean;
  readonly failedAttempts: number;
  readonly lockedUntil: Date | null;
}

const RECORD = sql`
  account_id as "accountId", sign_in_name as "signInName", display_name as name, password_hash as "passwordHash", role,
  division, division_level as "divisionLevel", must_change_password as "mustChangePassword",
  disabled_at is not null as disabled, failed_attempts as "failedAttempts", locked_until as "lockedUntil"`;

export function findAccountByName(db: Connection, signInName: string): Promise<AccountRecord | null> {
  return db.maybeOne(sql`select ${RECORD} from account where sign_in_name = ${signInName.toLowerCase()}`);
}

export function findAccount(db: Connection, accountId: number): Promise<AccountRecord | null> {
  return db.maybeOne(sql`select ${RECORD} from account where account_id = ${accountId}`);
}

export function listAccounts(db: Connection): Promise<Account[]> {
  return db.query(sql`
    select account_id as "accountId", sign_in_name as "signInName", display_name as "displayName", role, a.division,
      coalesce(d.name, '全国') as "divisionName", disabled_at is not null as disabled, locked_until as "lockedUntil",
      created_at as "createdAt"
    from account a left join division d on d.code = a.division and d.level = a.division_level
    order by a.division, sign_in_name`);
}

export interface NewAccount {
  readonly signInName: string;
  readonly displayName: string;
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

/** Null when the name is taken, within reach or beyond it. */
export function insertAccount(db: Connection, account: NewAccount): Promise<{ accountId: number } | null> {
  return db.maybeOne(sql`
    insert into account (sign_in_name, display_name, role, division, division_level, password_hash, must_change_password)
    values (${account.signInName}, ${account.displayName}, ${account.role}, ${account.division}, ${account.divisionLevel},
      ${account.passwordHash}, ${account.mustChangePassword})
    on conflict (sign_in_name) do nothing
    returning account_id as "accountId"`);
}

export interface AccountChange {
  readonly displayName: string;
  readonly role: Role;
  readonly division: number;
  readonly divisionLevel: DivisionLevel;
  readonly disabled: boolean;
}

export function updateAccount(db: Connection, accountId: number, change: AccountChange): Promise<number> {
  return db.execute(sql`
    update account set display_name = ${change.displayName}, role = ${change.role}, division = ${change.division},
      division_level = ${change.divisionLevel},
      disabled_at = case when ${change.disabled} then coalesce(disabled_at, now()) end
    where account_id = ${accountId}`);
}

export function updatePassword(
  db: Connection,
  accountId: number,
  passwordHash: string,
  mustChange: boolean,
): Promise<number> {
  return db.execute(sql`
    update account set password_hash = ${passwordHash}, must_change_password = ${mustChange}, failed_attempts = 0,
      locked_until = null
    where account_id = ${accountId}`);
}

export function recordFailedSignIn(
  db: Connection,
  accountId: number,
  failedAttempts: number,
  lockedUntil: Date | null,
): Promise<number> {
  return db.execute(sql`
    update account set failed_attempts = ${failedAttempts}, locked_until = ${lockedUntil} where account_id = ${accountId}`);
}

export async function openSession(
  db: Connection,
  session: { tokenHash: Buffer; accountId: number; now: Date; expiresAt: Date },
): Promise<void> {
  await db.execute(sql`
    insert into session (token_hash, account_id, created_at, last_seen_at, expires_at)
    values (${session.tokenHash}, ${session.accountId}, ${session.now}, ${session.now}, ${session.expiresAt})`);
}

export function findSession(
  db: Connection,
  tokenHash: Buffer,
  seenAfter: Date,
  now: Date,
): Promise<(AccountRecord & { readonly lastSeenAt: Date }) | null> {
  return db.maybeOne(sql`
    select ${RECORD}, "lastSeenAt"
    from (
      select account_id as owner, last_seen_at as "lastSeenAt" from session
      where token_hash = ${tokenHash} and expires_at > ${now} and last_seen_at > ${seenAfter}) s
    join account on account_id = s.owner`);
}

export async function touchSession(db: Connection, tokenHash: Buffer, now: Date): Promise<void> {
  await db.execute(sql`update session set last_seen_at = ${now} where token_hash = ${tokenHash}`);
}

export async function closeSession(db: Connection, tokenHash: Buffer): Promise<void> {
  await db.execute(sql`delete from session where token_hash = ${tokenHash}`);
}

/** A changed password or a closed account ends every session of it, but for the one that changes it. */
export async function closeSessionsOf(db: Connection, accountId: number, except: Buffer | null = null): Promise<void> {
  await db.execute(sql`
    delete from session where account_id = ${accountId} and token_hash is distinct from ${except}::bytea`);
}

export function findDivisionLevel(db: Connection, code: number): Promise<{ level: DivisionLevel } | null> {
  return db.maybeOne(sql`
    select level from division where code = ${code} and retired_on is null
    order by case level when 'county' then 0 else 1 end limit 1`);
}
