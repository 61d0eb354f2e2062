import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { signIn } from './sign-in.ts';

let browser: OpenBrowser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

test('a form that was sent too early says what is missing and keeps what was typed', async () => {
  const page = await signIn(browser.context, 'qingshi');
  await page.context().clearCookies();
  await page.reload();
  await page.getByLabel('账号').fill('qingshi');
  await page.getByRole('button', { name: '登录' }).click();
  const summary = page.getByRole('alert');
  await summary.getByRole('link', { name: '请填写密码。' }).click();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe('password');
  expect(await page.getByLabel('账号').inputValue()).toBe('qingshi');
  await page.close();
});

test('the keyboard alone finds a household and comes back to the same list', async () => {
  const page = await signIn(browser.context, 'qingshi', '/households?year=2016');
  await page.getByText(/^共 [\d,]+ 户$/).waitFor();
  await page.locator('td.leading a').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = await page.locator('td.leading a').nth(2).textContent();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `${third}户`, level: 1 }).waitFor();
  await page.goBack();
  await page.getByText(/^共 [\d,]+ 户$/).waitFor();
  expect(new URL(page.url()).searchParams.get('year')).toBe('2016');
  await page.close();
});

test('the language is switched to English and remembered', async () => {
  const page = await signIn(browser.context, 'qingshi');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Register of households' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Register of households' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
  await page.getByRole('button', { name: '中文' }).click();
  await page.getByRole('heading', { name: '户册', level: 1 }).waitFor();
  await page.close();
});

test('when the network is lost the page says so, and goes on where it was once it is back', async () => {
  const page = await signIn(browser.context, 'qingshi');
  await page.getByText(/^共 [\d,]+ 户$/).waitFor();
  await page.context().setOffline(true);
  await page.getByRole('button', { name: '下一页' }).click();
  await page.getByText('网络不通，或服务器没有应答。').waitFor();
  await page.context().setOffline(false);
  await page.getByRole('button', { name: '重试' }).click();
  await expect.poll(() => page.getByRole('button', { name: '上一页' }).isEnabled()).toBe(true);
  await page.close();
});

test('a session that ended asks for the password over the page and loses nothing', async () => {
  const page = await signIn(browser.context, 'qingshi');
  await page.getByLabel('按姓名、证件号码或户编号查找').fill('王');
  await page.context().clearCookies();
  await page.getByRole('button', { name: '查找', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByLabel('密码').fill('qingshi-2016');
  await dialog.getByRole('button', { name: '登录' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByText(/^共 \d+ 户$/).waitFor();
  expect(await page.getByLabel('按姓名、证件号码或户编号查找').inputValue()).toBe('王');
  await page.close();
});

test('a village names the households that hold it back, and each leads to its page', async () => {
  const page = await signIn(browser.context, 'qingshi', '/villages/999921100201?year=2017');
  await page.getByText('下列户使本村不能退出').waitFor();
  const household = page.locator('.named-households a').first();
  const name = await household.textContent();
  await household.click();
  await page.getByRole('heading', { name: `${name}户`, level: 1 }).waitFor();
  await page.close();
});

test('an administrator makes an account whose password is shown once and must be changed at the first sign-in', async () => {
  const page = await signIn(browser.context, 'admin');
  await page.getByRole('button', { name: '新建账号' }).click();
  const form = page.getByRole('dialog', { name: '新建账号' });
  const signInName = `xin-${Date.now().toString(36)}`;
  await form.getByLabel('姓名').fill('新来的同志');
  await form.getByLabel('账号', { exact: true }).fill(signInName);
  await form.getByLabel('管辖范围').fill('青石镇');
  await page.getByText('青石镇（示范省示范市青石县）').click();
  await form.getByRole('button', { name: '建立账号' }).click();
  const issued = await page.locator('.issued-password').textContent();
  await page.getByRole('button', { name: '我已记下，关闭' }).click();
  await page.getByText(signInName).waitFor();
  await expect.poll(() => page.getByText(String(issued)).count()).toBe(0);

  await page.context().clearCookies();
  await page.reload();
  await page.getByLabel('账号').fill(signInName);
  await page.getByLabel('密码').fill(String(issued));
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByText('您的密码由系统发放').waitFor();
  await page.getByLabel('现在的密码').fill(String(issued));
  await page.getByLabel('新密码', { exact: true }).fill('青石镇的新密码-2017');
  await page.getByLabel('再输入一次新密码').fill('青石镇的新密码-2017');
  await page.getByRole('button', { name: '修改密码' }).click();
  await page.getByRole('heading', { name: '户册', level: 1 }).waitFor();
  await page.close();
});
