import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { itemWords, packsFolder } from '@daohu/domain/standards';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Through a pipe of the shell, which holds 64 KB, to a reader of the shell. */
async function coveragePipedTo(reader: string, ...words: string[]) {
  const command = [process.execPath, '--import', 'tsx', main, 'policy', 'coverage', ...words];
  const options = { maxBuffer: 10_000_000 };
  return promisify(execFile)('sh', ['-c', `"$0" "$@" | ${reader}`, ...command], options);
}

test('every clause of the five documents comes through a pipe whose reader takes its time, each once', async () => {
  const { stdout } = await coveragePipedTo('{ dd bs=1 count=1 2>/dev/null; sleep 2; cat; }', '--json');
  const { clauses } = JSON.parse(stdout) as { clauses: readonly Record<string, unknown>[] };
  expect(new Set(clauses.map(({ id }) => id)).size).toBe(1_500);
  expect(clauses).toHaveLength(1_500);
  const { rows } = itemWords(packsFolder);
  for (const { id, ...state } of clauses) {
    expect([id, Object.keys(state).length]).toEqual([id, 1]);
    const [key, value] = Object.entries(state)[0]!;
    if (key === 'carriedBy') expect((value as string[]).every((one) => /^[a-z]+:[a-z0-9-]+\/.+$/.test(one))).toBe(true);
    else if (key === 'recordedOnly') expect((value as string).length).toBeGreaterThan(3);
    else {
      expect(key).toBe('planned');
      expect(rows.has(value as number)).toBe(true);
    }
  }
}, 60_000);

test('a reader that stops after the first line is no mistake', async () => {
  const { stdout, stderr } = await coveragePipedTo('head -n 1');
  expect(stdout).toContain('决定');
  expect(stderr).not.toMatch(/EPIPE|Error/);
}, 60_000);
