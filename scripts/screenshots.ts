// npx tsx scripts/screenshots.ts: takes the pictures of the documents anew, from the demonstration of this checkout.
import { execFileSync, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { openBrowser } from '../tests/journeys/browser.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = path.join(root, 'docs/images');
/** 青石县's first household: known in every item, and short of one condition by a few yuan. */
const HOUSEHOLD_NO = '9999210000001';
/** The demonstration's own households, one year on, with mistakes as clerks make them. */
const WORKBOOK =
  'synth --province 99 --households 480 --seed 20160401 --year 2018 --sets R1 --format xlsx --split county --mistakes 0.03';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-pictures-'));
const server = spawn(
  process.execPath,
  [path.join(root, 'scripts/start.mjs'), '--data', path.join(folder, 'data'), '--port', '0'],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
try {
  const address = await addressOf();
  execFileSync(path.join(root, 'daohu'), [...WORKBOOK.split(' '), '--out', folder]);
  const workbook = fs.readdirSync(folder).find((name) => name.startsWith('R1') && name.includes('青石县'));
  const { context, close } = await openBrowser();
  try {
    const page = await context.newPage();
    await page.goto(address);
    await signIn(page);
    await householdVerdict(page);
    await importPreview(page, address, path.join(folder, workbook ?? ''));
    await coverage(page, address);
  } finally {
    await close();
  }
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  fs.rmSync(folder, { recursive: true, force: true });
}

function addressOf(): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (found) resolve(found[0]);
    });
    server.once('exit', () => reject(new Error(`the server ended: ${said}`)));
  });
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('账号').fill('qingshi');
  await page.getByLabel('密码').fill('qingshi-2016');
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL('**/households**');
}

async function householdVerdict(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 860 });
  await page.getByRole('textbox').first().fill(HOUSEHOLD_NO);
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('row', { name: HOUSEHOLD_NO }).getByRole('link').first().click();
  await page.getByRole('heading', { name: '退出核查' }).waitFor();
  await page.getByText('收入增幅高于全省').first().waitFor();
  await take(page, 'household-verdict');
  await page
    .getByRole('button', { name: /^查看条款原文：三（三）/ })
    .nth(1)
    .click();
  await page.getByRole('dialog').waitFor();
  await take(page, 'clause');
}

async function importPreview(page: Page, address: string, workbook: string): Promise<void> {
  await page.goto(`${address}/imports`);
  await page.locator('input[type=file]').setInputFiles(workbook);
  await page.getByRole('button', { name: '读取并检查' }).click();
  await page.getByRole('tab', { name: /不能导入/ }).click();
  await page.getByText('改法').first().waitFor();
  await take(page, 'import-preview');
}

async function coverage(page: Page, address: string): Promise<void> {
  await page.goto(`${address}/policy/coverage`);
  await page.getByText('武发〔2015〕8号').first().waitFor();
  await take(page, 'coverage');
}

async function take(page: Page, name: string): Promise<void> {
  // Drawers and lists come in by moving.
  await page.waitForTimeout(600);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled' });
  console.log(`docs/images/${name}.png`);
}
