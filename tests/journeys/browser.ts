import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';
import { findBrowser } from './find-browser.ts';

/** The command that puts a browser where a journey finds it, for those who may run it. */
export const HOW_TO_GET_A_BROWSER =
  '没有可用的浏览器，请运行：sudo apt-get install chromium fonts-noto-cjk（或用环境变量 CHROMIUM_PATH 指定 Chromium 的路径）。\n' +
  'No browser starts here; run: sudo apt-get install chromium fonts-noto-cjk (or name a Chromium in CHROMIUM_PATH).';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface OpenBrowser {
  /** One fresh profile, in Chinese; open pages with `context.newPage()`. */
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** A browser as a county office has it: Chinese, China's time, a common screen. `phone` is a small one with touch. */
export async function openBrowser({ phone = false }: { phone?: boolean } = {}): Promise<OpenBrowser> {
  const browser = await findBrowser();
  if (browser === null) throw new Error(HOW_TO_GET_A_BROWSER);
  const profile = mkdtempSync(path.join(tmpdir(), 'daohu-journey-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: browser.executablePath,
    args: FLAGS,
    env: { ...(process.env as Record<string, string>), ...browser.env },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    ...(phone
      ? { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 }
      : { viewport: { width: 1440, height: 900 } }),
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
