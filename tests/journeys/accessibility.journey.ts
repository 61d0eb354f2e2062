import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenBrowser, openBrowser } from './browser.ts';
import { signIn } from './sign-in.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let browser: OpenBrowser;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  page = await signIn(browser.context, 'sheng');
});

afterAll(() => browser?.close());

/** What axe-core finds against WCAG 2.1 A and AA and its good practice, one line for each place. */
async function faults(): Promise<string[]> {
  await page.waitForLoadState('networkidle');
  return page.evaluate(async (source) => {
    // biome-ignore lint/security/noGlobalEval: the page's policy lets no foreign script in; the browser's own hand may.
    // biome-ignore lint/complexity/noCommaOperator: an indirect call runs in the page, not in this function.
    (0, eval)(source);
    const { axe } = window as unknown as { axe: { run: (root: Document) => Promise<AxeResult> } };
    const { violations } = await axe.run(document);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
  }, axe);
}

interface AxeResult {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly target: readonly string[] }[];
  }[];
}

const pages: readonly [string, string, string][] = [
  ['the register list', '/households', 'td.leading a'],
  ['a household with its verdict', '/households?division=999921000000', '.verdict-answer'],
  ['a village', '/villages/999921100201?year=2017', '.verdict-answer'],
  ['the imports', '/imports', 'input[type=file]'],
  ['the list of verdicts', '/verdicts', 'td.leading a'],
  ['the settings', '/settings', '.open-setting'],
  ['the policy packs', '/policy', 'td.leading a'],
  ['a policy pack', '/policy/packs/hubei-plan', '.law-value'],
  ['what a pack holds besides', '/policy/packs/hubei-2015/items', '.item-card'],
  ['a rule', '/policy/rules/hubei-plan/exit-household', '.rule-part'],
  ['the coverage of the clauses', '/policy/coverage?document=wuhan-2015', '.coverage-clause'],
  ['a comparison', '/policy/comparison?a=hubei-plan&b=wuhan-2015', '.comparison-rule'],
  ['the draft of a rule', '/policy/draft?pack=hubei-plan&rule=exit-village', '.cm-content'],
  ['what if', '/policy/what-if?pack=hubei-plan', '.what-if-parameters'],
  ['the password', '/password', 'form'],
  ['a page that does not exist', '/nowhere', 'h1'],
];

for (const language of ['zh-CN', 'en']) {
  test.each(pages)(`%s can be used by everybody (${language})`, async (name, at, ready) => {
    await page.evaluate((chosen) => localStorage.setItem('daohu.language', chosen), language);
    await page.goto(new URL(at, page.url()).href);
    if (name.startsWith('a household')) await page.locator('td.leading a').first().click();
    await page.locator(ready).first().waitFor({ state: 'attached' });
    expect(await faults()).toEqual([]);
  });
}

test('the sign-in page with a fault can be used by everybody', async () => {
  await page.evaluate(() => localStorage.setItem('daohu.language', 'zh-CN'));
  await page.context().clearCookies();
  await page.reload();
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByRole('alert').waitFor();
  expect(await faults()).toEqual([]);
});
