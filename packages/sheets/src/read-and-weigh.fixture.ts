import { openSheets } from './open-sheets.ts';

/** Run as a process of its own: reads the whole file and reports what came out and the most memory it ever held. */
async function readAndWeigh(path: string): Promise<object> {
  const opened = await openSheets(path);
  if (!opened.ok) return { rows: 0, code: opened.refusal.code };
  let rows = 0;
  for await (const batch of opened.value.sheets[0]!.rows()) {
    if (!batch.ok) return { rows, ...batch.refusal };
    rows += batch.value.length;
  }
  return { rows, code: null };
}

readAndWeigh(process.argv[2]!).then((result) => {
  console.log(JSON.stringify({ ...result, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));
  process.exit(0);
});
