import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { read, root } from './markdown.ts';

const [chinese = '', english = ''] = read('docs/operations/command-line.md').split('\n---\n');
const sections = new Map(
  chinese
    .split(/^## /m)
    .slice(1)
    .map((section) => [/^[a-z-]+(?: [a-z-]+)?/.exec(section)?.[0] ?? '', section]),
);
/** Every command has these; they are explained once. */
const COMMON = ['--data', '--divisions', '--json', '--help'];

const told = new Map<string, string>();

/** Asked once of each command: every answer is a process of its own. */
async function help(...words: string[]): Promise<string> {
  const known = told.get(words.join(' '));
  if (known !== undefined) return known;
  const file = path.join(root, 'scripts/daohu.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [file, ...words, '--help']);
  told.set(words.join(' '), stdout);
  return stdout;
}

/** A command with commands of its own (`policy`) is explained by these. */
async function commandsIn(words: readonly string[] = []): Promise<string[]> {
  const names = [...(await help(...words)).matchAll(/^ {2}([a-z][a-z-]+) /gm)]
    .map(([, name]) => name ?? '')
    .filter((name) => name !== 'help' && name !== 'start');
  const found: string[] = [];
  for (const name of names) {
    const own = await commandsIn([...words, name]);
    found.push(...(own.length > 0 ? own : [[...words, name].join(' ')]));
  }
  return found;
}

/** Names at the start of the lines of a help text. */
function optionsIn(text: string): string[] {
  return [...text.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option ?? '');
}

test('every command and every option stands in the page on the command line, and no other', async () => {
  const commands = await commandsIn();
  expect(commands.length).toBeGreaterThan(7);
  for (const command of commands) {
    const section = sections.get(command);
    expect(section, `docs/operations/command-line.md explains ${command}`).toBeDefined();
    const documented = [...(section ?? '').matchAll(/^\| `(--[\w-]+)/gm)].map(([, option]) => option ?? '');
    const known = optionsIn(await help(...command.split(' '))).filter((option) => !COMMON.includes(option));
    expect(documented.sort(), command).toEqual(known.sort());
    expect(english, 'the English summary').toContain(`\`${command}`);
  }
  const latin = [...sections.keys()].filter((name) => /^[a-z]/.test(name) && name !== 'start');
  expect(latin.sort()).toEqual(commands.sort());
}, 120_000);
