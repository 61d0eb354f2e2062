import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { SignIn, SignInRefusal } from './contract.ts';
import { passwordMatches, spendAsMuchAsVerifying } from './passwords.ts';
import { newToken, tokenHash } from './session-token.ts';
import {
  type AccountRecord,
  closeSession,
  findAccountByName,
  findSession,
  openSession,
  recordFailedSignIn,
  touchSession,
} from './store.ts';

const ATTEMPTS_BEFORE_LOCK = 5;
const LOCKED_MINUTES = 15;
const SESSION_HOURS = 12;
/** A session that nobody used for so long is over: a clerk's desk is not always locked. */
const IDLE_MINUTES = 60;
const KEPT_EVERY_SECONDS = 60;

export interface SignedIn {
  readonly account: AccountRecord;
  /** For the cookie; only its hash is stored. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** 登录. An unknown name and a wrong password are the same answer, in the same time. */
export async function signIn(work: Work, input: SignIn): Promise<Outcome<SignedIn, SignInRefusal>> {
  const now = work.clock.now();
  const account = await findAccountByName(work.db, input.signInName);
  if (!account) {
    await spendAsMuchAsVerifying(input.password);
    return refuse({ code: 'wrong-name-or-password' });
  }
  if (account.lockedUntil && account.lockedUntil > now) {
    return refuse({ code: 'account-locked', lockedUntil: account.lockedUntil.toISOString() });
  }
  if (!(await passwordMatches(account.passwordHash, input.password))) {
    const failed = account.failedAttempts + 1;
    const lockedUntil = failed >= ATTEMPTS_BEFORE_LOCK ? new Date(now.getTime() + LOCKED_MINUTES * 60_000) : null;
    await recordFailedSignIn(work.db, account.accountId, lockedUntil ? 0 : failed, lockedUntil);
    if (lockedUntil) return refuse({ code: 'account-locked', lockedUntil: lockedUntil.toISOString() });
    return refuse({ code: 'wrong-name-or-password' });
  }
  if (account.disabled) return refuse({ code: 'account-disabled' });

  const token = newToken();
  const expiresAt = new Date(now.getTime() + SESSION_HOURS * 3_600_000);
  await openSession(work.db, { tokenHash: tokenHash(token), accountId: account.accountId, now, expiresAt });
  if (account.failedAttempts > 0) await recordFailedSignIn(work.db, account.accountId, 0, null);
  return done({ account, token, expiresAt });
}

/** Who is signed in, and whether it is time to say that the session is in use. */
export interface SessionInUse {
  readonly account: AccountRecord;
  /** A page makes many requests: that it is in use is written down once a minute, not with each of them. */
  readonly isUnkept: boolean;
}

/** The account whose session the token opens, or null. */
export async function findSignedIn(work: Work, token: string): Promise<SessionInUse | null> {
  const now = work.clock.now();
  const seenAfter = new Date(now.getTime() - IDLE_MINUTES * 60_000);
  const found = await findSession(work.db, tokenHash(token), seenAfter, now);
  if (!found || found.disabled) return null;
  const { lastSeenAt, ...account } = found;
  return { account, isUnkept: now.getTime() - lastSeenAt.getTime() > KEPT_EVERY_SECONDS * 1000 };
}

export function keepSession(work: Work, token: string): Promise<void> {
  return touchSession(work.db, tokenHash(token), work.clock.now());
}

export function signOut(work: Work, token: string): Promise<void> {
  return closeSession(work.db, tokenHash(token));
}
