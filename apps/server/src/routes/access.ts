import { inTransaction, SYSTEM_REACH, sql } from '@daohu/db';
import {
  changeAccount,
  changeOwnPassword,
  createAccount,
  listAccounts,
  permissionsOf,
  resetPassword,
  signIn,
  signOut,
} from '@daohu/domain/access';
import { ChangeAccount, ChangePassword, CreateAccount, type Me, SignIn } from '@daohu/domain/access/contract';
import { writeAuditEntry } from '@daohu/domain/audit';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { respond } from '../respond.ts';
import { SESSION_COOKIE } from '../session.ts';
import type { System } from '../system.ts';

const AccountId = z.object({ accountId: z.coerce.number().int() });

export function accessRoutes(app: FastifyInstance, { database, clock, runner, demonstration }: System): void {
  app.post(
    '/api/sign-in',
    { config: { open: true, rateLimit: { max: 30, timeWindow: '1 minute' } } },
    async (request, reply) => {
      const input = SignIn.parse(request.body);
      // Not through the runner: nobody is signed in yet, and a refused attempt must keep its count.
      const outcome = await inTransaction(database, clock, SYSTEM_REACH, { readOnly: false }, async (work) => {
        const signedIn = await signIn(work, input);
        await writeAuditEntry(work.db, {
          act: work.act,
          accountId: work.actor.accountId,
          accountName: signedIn.ok ? signedIn.value.account.name : '未登录',
          command: 'access.signIn',
          division: signedIn.ok ? signedIn.value.account.division : 0,
          outcome: signedIn.ok ? 'done' : 'refused',
          refusalCode: signedIn.ok ? null : signedIn.refusal.code,
          detail: { from: request.ip, ...(signedIn.ok ? { accountId: signedIn.value.account.accountId } : {}) },
        });
        return signedIn;
      });
      if (!outcome.ok) return respond(reply, outcome);
      reply.setCookie(SESSION_COOKIE, outcome.value.token, {
        path: '/',
        httpOnly: true,
        sameSite: 'strict',
        secure: request.protocol === 'https',
        expires: outcome.value.expiresAt,
      });
      return { ok: true };
    },
  );

  app.post('/api/sign-out', { config: { open: true } }, async (request, reply) => {
    const token = request.cookies[SESSION_COOKIE];
    if (token) {
      await inTransaction(database, clock, SYSTEM_REACH, { readOnly: false }, (work) => signOut(work, token));
    }
    reply.clearCookie(SESSION_COOKIE, { path: '/' });
    return { ok: true };
  });

  app.get('/api/me', { config: { evenBeforePasswordChange: true } }, async (request): Promise<Me> => {
    const { actor } = request;
    const place = await inTransaction(database, clock, actor, { readOnly: true }, (work) =>
      work.db.maybeOne<{ name: string; signInName: string }>(sql`
        select coalesce(d.name, '全国') as name, a.sign_in_name as "signInName"
        from account a left join division d on d.code = a.division and d.level = a.division_level
        where a.account_id = ${actor.accountId}`),
    );
    return {
      accountId: actor.accountId,
      signInName: place?.signInName ?? '',
      displayName: actor.name,
      role: actor.role,
      division: actor.division,
      divisionName: place?.name ?? '',
      divisionLevel: actor.divisionLevel,
      mustChangePassword: request.mustChangePassword,
      may: permissionsOf(actor.role),
      demonstration,
    };
  });

  app.post('/api/password', { config: { evenBeforePasswordChange: true } }, async (request, reply) => {
    const input = ChangePassword.parse(request.body);
    const token = request.cookies[SESSION_COOKIE] ?? '';
    return respond(
      reply,
      await runner.command(request.actor, 'access.changeOwnPassword', {}, (work) =>
        changeOwnPassword(work, input, token),
      ),
    );
  });

  app.get('/api/accounts', async (request, reply) =>
    respond(reply, await runner.query(request.actor, 'access.listAccounts', (work) => listAccounts(work.db))),
  );

  app.post('/api/accounts', async (request, reply) => {
    const input = CreateAccount.parse(request.body);
    const detail = { signInName: input.signInName, role: input.role, division: input.division };
    return respond(
      reply,
      await runner.command(request.actor, 'access.createAccount', detail, (work) => createAccount(work, input)),
    );
  });

  app.post('/api/accounts/:accountId', async (request, reply) => {
    const input = ChangeAccount.parse({ ...(request.body as object), ...AccountId.parse(request.params) });
    return respond(
      reply,
      await runner.command(request.actor, 'access.changeAccount', input, (work) => changeAccount(work, input)),
    );
  });

  app.post('/api/accounts/:accountId/reset-password', async (request, reply) => {
    const { accountId } = AccountId.parse(request.params);
    return respond(
      reply,
      await runner.command(request.actor, 'access.resetPassword', { accountId }, (work) =>
        resetPassword(work, accountId),
      ),
    );
  });
}
