import { sql } from '@daohu/db';
import { hashPassword } from '@daohu/domain/access';
import type { Role } from '@daohu/domain/access/contract';
import type { DivisionLevel } from '@daohu/kernel';
import type { TestSystem } from './test-system.ts';

const PASSWORD = 'correct-horse-battery';

type TestAccount = readonly [name: string, role: Role, division: number, level: DivisionLevel];

/** For tests: accounts that may sign in at once, all with one password. */
export async function insertTestAccounts({ system }: TestSystem, accounts: readonly TestAccount[]): Promise<void> {
  const hash = await hashPassword(PASSWORD);
  await system.database.asOwner(async (owner) => {
    for (const [name, role, division, level] of accounts) {
      await owner.execute(sql`
        insert into account (sign_in_name, display_name, password_hash, role, division, division_level, must_change_password)
        values (${name}, ${name}, ${hash}, ${role}, ${division}, ${level}, false)`);
    }
  });
}

/** For tests: what somebody sends, signed in. */
export async function signedIn({ app }: TestSystem, signInName: string) {
  const headers = { 'x-daohu': '1' };
  const payload = { signInName, password: PASSWORD };
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', headers, payload });
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  return {
    get: (url: string) => app.inject({ url, headers: { cookie } }),
    post: (url: string, body: object) =>
      app.inject({ method: 'POST', url, headers: { ...headers, cookie }, payload: body }),
  };
}
