import { type Database, inTransaction, sql, type Work } from '@daohu/db';
import { type Actor, may, type Permission } from '@daohu/domain/access';
import { writeAuditEntry } from '@daohu/domain/audit';
import { type Clock, type Outcome, refuse } from '@daohu/kernel';

/** 无权操作: the role may not run this at all. Where it may run it is never told by a refusal. */
export interface NotPermitted {
  readonly code: 'not-permitted';
  readonly permission: Permission;
}

export interface Runner {
  /** Reads, in a transaction that the database itself keeps read only. */
  query<Result>(
    actor: Actor,
    permission: Permission,
    body: (work: Work<Actor>) => Promise<Result>,
  ): Promise<Outcome<Result, NotPermitted>>;
  /** A query that may itself find nothing: its refusal is passed on. */
  ask<Result, Refusal extends { readonly code: string }>(
    actor: Actor,
    permission: Permission,
    body: (work: Work<Actor>) => Promise<Outcome<Result, Refusal>>,
  ): Promise<Outcome<Result, Refusal | NotPermitted>>;
  /**
   * Acts. What a refused command wrote is rolled back; its audit entry stays. `detail` goes into the audit entry and
   * holds numbers and codes, never personal data.
   */
  command<Result, Refusal extends { readonly code: string }>(
    actor: Actor,
    permission: Permission,
    detail: Record<string, unknown>,
    body: (work: Work<Actor>) => Promise<Outcome<Result, Refusal>>,
  ): Promise<Outcome<Result, Refusal | NotPermitted>>;
}

/** The one way from the outside to data: permission, reach, transaction and audit entry, in this order. */
export function runnerOf(database: Database, clock: Clock): Runner {
  const read = <Result>(actor: Actor, body: (work: Work<Actor>) => Promise<Result>) =>
    inTransaction(database, clock, actor, { readOnly: true }, body);

  return {
    async query(actor, permission, body) {
      if (!may(actor.role, permission)) return refuse({ code: 'not-permitted', permission });
      return { ok: true, value: await read(actor, body) };
    },
    async ask(actor, permission, body) {
      if (!may(actor.role, permission)) return refuse({ code: 'not-permitted', permission });
      return read(actor, body);
    },
    async command(actor, permission, detail, body) {
      return inTransaction(database, clock, actor, { readOnly: false }, (work) =>
        carryOut(work, permission, detail, body),
      );
    },
  };
}

/** One command inside its transaction: the right to it, the body, and the audit entry of what came of it. */
export async function carryOut<Result, Refusal extends { readonly code: string }>(
  work: Work<Actor>,
  permission: Permission,
  detail: Record<string, unknown>,
  body: (work: Work<Actor>) => Promise<Outcome<Result, Refusal>>,
): Promise<Outcome<Result, Refusal | NotPermitted>> {
  const { actor } = work;
  await work.db.execute(sql`savepoint body`);
  const outcome = may(actor.role, permission)
    ? await body(work)
    : refuse({ code: 'not-permitted' as const, permission });
  if (!outcome.ok) await work.db.execute(sql`rollback to savepoint body`);
  await writeAuditEntry(work.db, {
    act: work.act,
    accountId: actor.accountId,
    accountName: actor.name,
    command: permission,
    division: actor.division,
    outcome: outcome.ok ? 'done' : 'refused',
    refusalCode: outcome.ok ? null : outcome.refusal.code,
    detail,
  });
  return outcome;
}
