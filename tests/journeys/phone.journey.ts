import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { signIn } from './sign-in.ts';

let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser({ phone: true });
  page = await signIn(browser.context, 'zhen');
});

afterAll(() => browser?.close());

/** How far the page is wider than the screen; the smallest phones in use are 360 wide. */
async function widerThanTheScreen(width: number): Promise<number> {
  await page.setViewportSize({ width, height: 780 });
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

test('a township clerk on a phone sees the households of the township alone, each as a card', async () => {
  await page.getByText(/^共 [\d,]+ 户$/).waitFor();
  const townships = await page.locator('td[data-label="乡镇"]').allTextContents();
  expect(new Set(townships)).toEqual(new Set(['城关镇']));
  expect(await widerThanTheScreen(360)).toBe(0);
});

test('the place is chosen in a drawer, down to the village', async () => {
  await page.getByRole('button', { name: /选择地方/ }).click();
  await page.getByRole('treeitem', { name: '石桥村' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.waitForURL(/division=999921100201/);
  await page.getByText(/^共 \d 户$/).waitFor();
});

test('a household fits the phone, verdict, members, income and all', async () => {
  await page.locator('td.leading a').first().click();
  await page.locator('.verdict-answer').waitFor();
  await page.getByRole('heading', { name: '变动记录' }).waitFor();
  expect(await widerThanTheScreen(360)).toBe(0);
  expect(await widerThanTheScreen(390)).toBe(0);
});

test('the menu opens with a tap and leads on', async () => {
  await page.getByRole('button', { name: '菜单' }).tap();
  await page.getByRole('link', { name: '导入', exact: true }).tap();
  await page.getByRole('heading', { name: '导入', level: 1 }).waitFor();
  expect(await page.getByRole('button', { name: '菜单' }).getAttribute('aria-expanded')).toBe('false');
  expect(await widerThanTheScreen(360)).toBe(0);
});

test.each([
  ['/policy', 'td.leading a'],
  ['/policy/packs/hubei-plan', '.law-value'],
  ['/policy/packs/hubei-2015/items?kind=procedure', '.item-card'],
  ['/policy/rules/hubei-plan/exit-household', '.rule-part'],
  ['/policy/coverage?document=wuhan-2015', '.coverage-clause'],
  ['/policy/comparison?a=hubei-plan&b=wuhan-2015', '.comparison-rule'],
])('the page %s of the law fits a phone', async (at, ready) => {
  await page.goto(new URL(at, page.url()).href);
  await page.locator(ready).first().waitFor();
  expect(await widerThanTheScreen(360)).toBe(0);
});

test('an office drafts and measures on a phone as well', async () => {
  await page.close();
  page = await signIn(browser.context, 'qingshi', '/policy/draft?pack=hubei-plan&rule=exit-household');
  await page.locator('.cm-content').first().waitFor();
  await page.locator('.bench-answer').waitFor();
  expect(await widerThanTheScreen(360)).toBe(0);
  await page.goto(new URL('/policy/what-if?pack=hubei-plan', page.url()).href);
  await page.locator('.what-if-parameters li').first().waitFor();
  expect(await widerThanTheScreen(360)).toBe(0);
});
