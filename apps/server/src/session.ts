import { inTransaction, SYSTEM_REACH } from '@daohu/db';
import { type AccountRecord, type Actor, actorOf, findSignedIn, keepSession } from '@daohu/domain/access';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { respond } from './respond.ts';
import type { System } from './system.ts';

export const SESSION_COOKIE = 'daohu_session';
/** Browsers send no such header across sites without asking first, so a forged form cannot act. */
export const CSRF_HEADER = 'x-daohu';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is signed in. Routes marked `open` have none. */
    actor: Actor;
    mustChangePassword: boolean;
  }
  interface FastifyContextConfig {
    /** Answers without a session: sign-in, health. */
    readonly open?: boolean;
    /** Answers while the first password is not yet changed. */
    readonly evenBeforePasswordChange?: boolean;
  }
}

/** Puts the signed-in actor on every API request, or answers for the route when there is none. */
export function requireSession(app: FastifyInstance, system: System): void {
  app.decorateRequest('actor');
  app.decorateRequest('mustChangePassword', false);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.method !== 'GET' && request.method !== 'HEAD' && request.headers[CSRF_HEADER] !== '1') {
      return reply.status(403).send({
        code: 'csrf',
        message: '请求来源不明，已拒绝。请刷新页面后重试。',
        messageEn: 'The request came from an unknown page. Reload and try again.',
      });
    }
    if (request.routeOptions.config.open) return;
    const token = request.cookies[SESSION_COOKIE];
    const account = token ? await signedIn(system, token) : null;
    if (!account) return respond(reply, { ok: false, refusal: { code: 'not-signed-in' } });
    request.actor = actorOf(account);
    request.mustChangePassword = account.mustChangePassword;
    if (account.mustChangePassword && !request.routeOptions.config.evenBeforePasswordChange) {
      return respond(reply, { ok: false, refusal: { code: 'password-must-change' } });
    }
  });
}

async function signedIn({ database, clock }: System, token: string): Promise<AccountRecord | null> {
  const found = await inTransaction(database, clock, SYSTEM_REACH, { readOnly: true }, (work) =>
    findSignedIn(work, token),
  );
  if (found?.isUnkept) {
    await inTransaction(database, clock, SYSTEM_REACH, { readOnly: false }, (work) => keepSession(work, token));
  }
  return found?.account ?? null;
}
