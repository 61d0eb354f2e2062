import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { LawItem } from '@daohu/domain/standards/contract';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function targets(...words: string[]) {
  const command = ['--import', 'tsx', main, 'policy', 'targets', ...words];
  return promisify(execFile)(process.execPath, command, { maxBuffer: 10_000_000 });
}

test('the plan’s villages of four years make 4613, and the rounding is told in words', async () => {
  const { stdout } = await targets('hubei-plan', '--json');
  const found = (JSON.parse(stdout) as { targets: readonly LawItem[] }).targets;
  const villages = found.find(({ id }) => id === 'exit-villages')!;
  expect(villages.years.map(({ count }) => count)).toEqual([1384, 1384, 923, 922]);
  expect(new Set(found.map(({ pack }) => pack))).toEqual(new Set(['hubei-plan']));
  const shown = (await targets('hubei-plan')).stdout;
  expect(shown).toContain('取整办法：最大余数法');
  expect(shown).toContain('2018年  20%  923 村（按比例折算）');
}, 60_000);

test('an unknown document is refused with the nearest name first', async () => {
  await expect(targets('hubei-plans')).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('可以写：hubei-plan、'),
  });
}, 60_000);
