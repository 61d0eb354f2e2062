// A step of npm run check: finds or installs the browser and shows a page in it, so that journeys fail for their own reasons.
import { HOW_TO_GET_A_BROWSER, openBrowser } from './browser.ts';
import { findBrowser, installBrowser } from './find-browser.ts';

const found = (await findBrowser()) ?? (installBrowser() ? await findBrowser() : null);
if (found === null) {
  console.error(HOW_TO_GET_A_BROWSER);
  process.exit(1);
}
const { context, close } = await openBrowser();
const page = await context.newPage();
await page.setContent('<h1>到户</h1>');
const shown = await page.locator('h1').textContent();
console.log(`${found.executablePath} (${found.origin}), ${context.browser()?.version()}`);
await close();
if (shown !== '到户') process.exit(1);
