import type { Work } from '@daohu/db';
import { type DivisionLevel, done, type Outcome, rangeOfDivision, refuse } from '@daohu/kernel';
import type { Actor } from './actor.ts';
import type {
  AccountRefusal,
  ChangeAccount,
  ChangePassword,
  ChangePasswordRefusal,
  CreateAccount,
  IssuedPassword,
} from './contract.ts';
import { hashPassword, issuePassword, PASSWORD_LENGTH_MIN, passwordMatches } from './passwords.ts';
import { tokenHash } from './session-token.ts';
import {
  closeSessionsOf,
  findAccount,
  findDivisionLevel,
  insertAccount,
  updateAccount,
  updatePassword,
} from './store.ts';

/** 新建账号. Its first password is made here and shown once. */
export async function createAccount(
  work: Work<Actor>,
  input: CreateAccount,
): Promise<Outcome<IssuedPassword, AccountRefusal>> {
  const level = await levelWithinReach(work, input.division);
  if (!level) return refuse({ code: 'division-not-found', division: input.division });
  const password = issuePassword();
  const created = await insertAccount(work.db, {
    ...input,
    divisionLevel: level,
    passwordHash: await hashPassword(password),
    mustChangePassword: true,
  });
  if (!created) return refuse({ code: 'sign-in-name-taken', signInName: input.signInName });
  return done({ accountId: created.accountId, password });
}

/** 修改账号. A narrower reach or another role holds from the next request: sessions are closed. */
export async function changeAccount(
  work: Work<Actor>,
  input: ChangeAccount,
): Promise<Outcome<{ accountId: number }, AccountRefusal>> {
  const account = await findAccount(work.db, input.accountId);
  if (!account) return refuse({ code: 'account-not-found' });
  // Nobody locks themselves out, and nobody raises themselves.
  if (account.accountId === work.actor.accountId) return refuse({ code: 'own-account' });
  const division = input.division ?? account.division;
  const level = await levelWithinReach(work, division);
  if (!level) return refuse({ code: 'division-not-found', division });
  await updateAccount(work.db, account.accountId, {
    displayName: input.displayName ?? account.name,
    role: input.role ?? account.role,
    division,
    divisionLevel: level,
    disabled: input.disabled ?? account.disabled,
  });
  await closeSessionsOf(work.db, account.accountId);
  return done({ accountId: account.accountId });
}

/** 重置密码. */
export async function resetPassword(
  work: Work<Actor>,
  accountId: number,
): Promise<Outcome<IssuedPassword, AccountRefusal>> {
  const account = await findAccount(work.db, accountId);
  if (!account) return refuse({ code: 'account-not-found' });
  const password = issuePassword();
  await updatePassword(work.db, accountId, await hashPassword(password), true);
  await closeSessionsOf(work.db, accountId);
  return done({ accountId, password });
}

/** 修改本人密码. Whoever knew the old one is signed out; the session that changes it, by its token, goes on. */
export async function changeOwnPassword(
  work: Work<Actor>,
  input: ChangePassword,
  token: string,
): Promise<Outcome<{ accountId: number }, ChangePasswordRefusal>> {
  const account = await findAccount(work.db, work.actor.accountId);
  if (!account || !(await passwordMatches(account.passwordHash, input.current))) {
    return refuse({ code: 'current-password-wrong' });
  }
  if ([...input.next].length < PASSWORD_LENGTH_MIN) {
    return refuse({ code: 'password-too-short', minimum: PASSWORD_LENGTH_MIN });
  }
  if (input.next === input.current) return refuse({ code: 'password-unchanged' });
  await updatePassword(work.db, account.accountId, await hashPassword(input.next), false);
  await closeSessionsOf(work.db, account.accountId, tokenHash(token));
  return done({ accountId: account.accountId });
}

async function levelWithinReach(work: Work<Actor>, division: number): Promise<DivisionLevel | null> {
  const level: DivisionLevel | undefined =
    division === 0 ? 'nation' : (await findDivisionLevel(work.db, division))?.level;
  if (!level) return null;
  const range = rangeOfDivision(division, level);
  return range.low >= work.actor.low && range.high <= work.actor.high ? level : null;
}
