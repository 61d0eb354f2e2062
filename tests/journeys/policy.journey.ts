import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { signIn } from './sign-in.ts';

let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await signIn(browser.context, 'zhengce');
});

afterAll(() => browser?.close());

const expression = () => page.getByLabel('判断式').first();

test('a policy officer starts at the packs and reads a rule beside the words of its clauses', async () => {
  await page.getByRole('heading', { name: '政策包', level: 1 }).waitFor();
  await page.getByRole('link', { name: '湖北省脱贫攻坚规划（2016—2020年）' }).click();
  await page.getByRole('link', { name: '贫困户脱贫标准核查' }).first().click();
  const condition = page.locator('.rule-part', { hasText: '收入超过扶贫标准' }).last();
  expect(await condition.textContent()).toMatch(/人均纯收入 高于.*2,952 元\/人\/年.*户\.人均纯收入 > 扶贫标准/s);
  expect(await condition.locator('blockquote').textContent()).toContain('超过同期扶贫标准');
  expect(await page.getByRole('row', { name: /收入等于扶贫标准，不算超过/ }).textContent()).toContain('未达到');
});

test('a clause that is carried leads to what carries it', async () => {
  await page.getByRole('link', { name: '条款落实', exact: true }).click();
  await page.getByRole('link', { name: '湖北省脱贫攻坚规划（2016—2020年）' }).first().click();
  await page.getByLabel('查找条款文字或编号').fill('hubei-plan/3.3c');
  await page.keyboard.press('Enter');
  const clause = page.locator('.coverage-clause').first();
  await clause.getByText('已落实', { exact: true }).waitFor();
  await clause.getByRole('link', { name: '贫困户脱贫标准核查' }).first().click();
  await page.getByRole('heading', { name: '贫困户脱贫标准核查', level: 1 }).waitFor();
});

test('a misspelt parameter is underlined while it is typed, and mended by one click', async () => {
  await page.getByRole('link', { name: '起草', exact: true }).click();
  await expression().waitFor();
  await page.getByLabel('名称', { exact: true }).fill('收入翻番');
  await page.getByLabel('规则编号').fill('exit-household');
  await page.getByLabel('条件名称').first().fill('收入');
  await page.getByLabel('条款编号').first().fill('hubei-2015/3.1.1c');
  await expression().click();
  await page.keyboard.type('户.人均纯收入 > 扶贫标转 * 2');
  await page.keyboard.press('Escape');
  await page.locator('.cm-lintRange-error').first().waitFor();
  await page.getByRole('button', { name: '改为 扶贫标准' }).click();
  await page.getByText('读作： 人均纯收入 高于').waitFor();
});

test('the draft is tried on an invented household, and the answer says by how much it falls short', async () => {
  await page.getByLabel('人均纯收入（元/人/年）').fill('1000');
  const bench = page.getByRole('region', { name: '试算' });
  await bench.getByText('未达到').first().waitFor();
  await bench.getByText(/还差 [\d,.]+ 元/).waitFor();
  await page.getByLabel('人均纯收入（元/人/年）').fill('99999');
  await bench.getByText('达到', { exact: true }).first().waitFor();
});

test('over the province the officer sees how many would move, and not who they are', async () => {
  await page.getByRole('button', { name: '试行', exact: true }).click();
  await page.getByRole('row', { name: /青石县/ }).waitFor();
  await page.getByText('您的角色看不到户和人的姓名').waitFor();
  expect(await page.locator('.draft-moves li').count()).toBeGreaterThan(0);
});

test('an office moves the poverty line and sees by township who would move, with the households', async () => {
  await page.close();
  page = await signIn(browser.context, 'qingshi', '/policy/what-if?pack=hubei-plan&rule=exit-household');
  await page.getByRole('textbox', { name: /扶贫标准/ }).fill('6000');
  await page.getByRole('row', { name: /城关镇/ }).waitFor();
  await page.getByRole('button', { name: '列出结论会变的户' }).click();
  const first = page.getByRole('table', { name: '结论会变的户' }).getByRole('link').first();
  const name = (await first.textContent()) ?? '';
  await first.click();
  await page.getByRole('heading', { name: `${name}户`, level: 1 }).waitFor();
});

test('from the verdict of a household one comes to the rule and the condition it turns on', async () => {
  await page.getByRole('button', { name: '计算依据' }).first().click();
  await page.getByRole('link', { name: '规则解读' }).first().click();
  await page.locator('.rule-part-asked').waitFor();
});
