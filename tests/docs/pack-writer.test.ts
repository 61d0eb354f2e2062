import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { read, root } from './markdown.ts';

const guide = read('docs/guide/pack-writer.md');
const main = path.join(root, 'apps/cli/src/main.ts');
let desk: string;
beforeAll(() => {
  desk = mkdtempSync(path.join(tmpdir(), 'pack-writer-'));
  cpSync(path.join(root, 'packs/national'), path.join(desk, 'packs/national'), { recursive: true });
});
afterAll(() => rmSync(desk, { recursive: true, force: true }));

/** What stands in the fences of the guide, with the file that each is for. */
function fences(text: string): { language: string; file: string | null; body: string }[] {
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms)].map(([, language, file, body]) => ({
    language: language!,
    file: file ?? null,
    body: body!,
  }));
}

async function run(line: string): Promise<{ code: number; output: string }> {
  const [program, ...words] = line.split(' ');
  const command = program === './daohu' ? [process.execPath, '--import', 'tsx', main, ...words] : [program!, ...words];
  const imported = command.map((word) => (word === 'tsx' ? path.join(root, 'node_modules/tsx/dist/loader.mjs') : word));
  try {
    const { stdout, stderr } = await promisify(execFile)(imported[0]!, imported.slice(1), { cwd: desk });
    return { code: 0, output: stdout + stderr };
  } catch (cause) {
    const { code, stdout, stderr } = cause as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

/** The files of the guide as a writer makes them: clauses are added to those there are, other files are new. */
function write(file: string, body: string): void {
  const target = path.join(desk, file);
  if (!file.endsWith('.json')) {
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, body);
    return;
  }
  const inventory = JSON.parse(readFileSync(target, 'utf8')) as { clauses: unknown[] };
  inventory.clauses.push(...(JSON.parse(body) as unknown[]));
  writeFileSync(target, JSON.stringify(inventory));
}

test('who follows the guide gets from the words of a clause to a green case', async () => {
  const lines: string[] = [];
  for (const { language, file, body } of fences(guide)) {
    if (file !== null) write(file, body);
    else if (language === 'sh') {
      for (const line of body.trim().split('\n')) {
        // The last commands of the guide compare packs that are in use.
        if (line.includes(' compare ')) continue;
        const { code, output } = await run(line);
        expect([line, code, output]).toEqual([line, 0, expect.any(String)]);
        lines.push(output);
      }
    }
    if (file?.endsWith('exit-village.cases.yaml')) {
      const { code, output } = await run('./daohu policy check trial');
      expect(code).toBe(4);
      expect(output).toContain('exit-village');
      expect(output).toContain('jiangxi-2016/1.3a');
    }
  }
  const all = lines.join('\n');
  expect(all).toContain('政策包检查通过');
  expect(all).toContain('0 个失败');
  expect(all).not.toMatch(/[1-9]\d* 个失败/);
  expect(all).toContain('（100%）');
  expect(all).toContain('每一条都有着落。');
  expect(all).toContain('条款里的数都写到了。');
}, 180_000);

test('the English guide has the same commands, files and sections', () => {
  const english = read('docs/guide/pack-writer.en.md');
  expect(fences(english)).toEqual(fences(guide));
  const sections = (text: string) => [...text.matchAll(/^#+ /gm)].map(([marks]) => marks);
  expect(sections(english)).toEqual(sections(guide));
});
