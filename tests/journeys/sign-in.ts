import type { BrowserContext, Page } from 'playwright-core';
import { inject } from 'vitest';

/** The password of every account of the demonstration, printed at each start. */
const PASSWORD = 'qingshi-2016';

/** Opens a page of the system as somebody, through the sign-in page in Chinese; whoever was signed in is not any more. */
export async function signIn(context: BrowserContext, name: string, at = '/'): Promise<Page> {
  await context.clearCookies();
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(inject('address') + at);
  await page.getByLabel('账号').fill(name);
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('#content h1').waitFor();
  return page;
}
