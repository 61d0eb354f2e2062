import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { signIn } from './sign-in.ts';

let browser: OpenBrowser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser?.close());

test('a county office reports the figures of its county, and sees what is still missing to judge it', async () => {
  const page = await signIn(browser.context, 'qingshi', '/households?year=2016');
  await page.getByRole('link', { name: '县指标与摘帽核查' }).click();
  await page.getByRole('heading', { name: '青石县', level: 1 }).waitFor();
  await page
    .getByText('2016年度没有台账，无法核查', { exact: false })
    .or(page.getByText('没有任何年度的台账', { exact: false }))
    .waitFor();

  await page.getByRole('button', { name: '填报' }).click();
  await page.getByLabel('贫困人口数（人）').fill('四千');
  await page.getByLabel('农村户籍人口数（人）').fill('200,000');
  await page.getByLabel('人均地方公共财政预算收入（元）').fill('1234.56');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('alert').getByRole('link', { name: '请填整数，不带小数和单位。' }).click();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('四千');
  await page.getByLabel('贫困人口数（人）').fill('4000');
  await page.getByRole('button', { name: '保存' }).click();

  await page.getByText('已保存。').waitFor();
  await page.getByText('4,000 人').first().waitFor();
  await page.getByText('1,234.56 元').first().waitFor();
  await page.getByText('县贫困发生率上限', { exact: false }).first().waitFor();
  expect(await page.locator('.verdict').textContent()).toContain('未知');
  if (process.env.COUNTY_SHOT) await page.screenshot({ path: process.env.COUNTY_SHOT, fullPage: true });
  await page.close();
});
