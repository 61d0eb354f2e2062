import { sql } from '@daohu/db';
import { type Actor, localOperator, resetPassword } from '@daohu/domain/access';
import { refuse } from '@daohu/kernel';
import { type Output, orRefuse } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

/** Whoever holds the data folder may open it again when the last administrator has lost the password. */
const keeper: Actor = { ...localOperator, role: 'administrator' };

/** `daohu reset-password NAME`: a new password, shown once, to be changed at the next sign-in. */
export async function resetPasswordOf(signInName: string, options: DataOptions, output: Output): Promise<void> {
  await withSystem(options, output, async ({ runner }) => {
    const issued = orRefuse(
      await runner.command(keeper, 'access.resetPassword', { signInName }, async (work) => {
        const account = await work.db.maybeOne<{ id: number }>(
          sql`select account_id as id from account where sign_in_name = ${signInName.toLowerCase()}`,
        );
        return account ? resetPassword(work, account.id) : refuse({ code: 'account-not-found' as const });
      }),
    );
    output.result(
      { signInName, password: issued.password },
      () => `${signInName} 的新密码（只显示一次，登录后须修改）：${issued.password}`,
    );
  });
}
