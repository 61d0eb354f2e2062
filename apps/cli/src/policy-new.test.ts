import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { itemWords, packsFolder, policySchema } from '@daohu/domain/standards';
import { formatProblem } from '@daohu/policy';
import { checkPacks } from '@daohu/policy/node';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outputOf, WrongArguments } from './output.ts';
import { type NewPackOptions, policyNew } from './policy-new.ts';

let desk: string;
beforeEach(() => {
  desk = mkdtempSync(path.join(tmpdir(), 'policy-new-'));
});
afterEach(() => rmSync(desk, { recursive: true, force: true }));

const ANHUI = { jurisdiction: '34', name: '安徽省', from: '2016-01-01' };
const output = { ...outputOf(true), result: () => {} };

function make(key: string, changes: Partial<NewPackOptions> = {}): void {
  policyNew(key, { ...ANHUI, into: desk, ...changes }, output);
}

function problems(folder = desk): string[] {
  return checkPacks(folder, policySchema, itemWords(packsFolder)).problems.map((problem) => formatProblem(problem));
}

test('the template passes the check as it stands', () => {
  expect(problems(path.join(packsFolder, '../docs/guide/template-pack'))).toEqual([]);
});

test('a new pack passes the check, alone or beside the nation’s', () => {
  make('anhui-2016');
  expect(problems()).toEqual([]);
  cpSync(path.join(packsFolder, 'national'), path.join(desk, 'national'), { recursive: true });
  make('anhui-2017', { from: '2017-01-01', title: '安徽省 2017 年的意见' });
  expect(problems()).toEqual([]);
  const header = readFileSync(path.join(desk, 'anhui-2017/pack.yaml'), 'utf8');
  expect(header).toContain('title: 安徽省 2017 年的意见\n');
  expect(header).toContain("code: '340000'");
  expect(header).toContain('parents: [national]');
  expect(header).toContain('pack: anhui-2016, from: 2017-01-01');
  expect(header).not.toContain('示范省');
});

test('a pack is never written over', () => {
  make('anhui-2016');
  const before = readFileSync(path.join(desk, 'anhui-2016/pack.yaml'), 'utf8');
  expect(() => make('anhui-2016', { name: '别处' })).toThrow('没有改动');
  expect(readFileSync(path.join(desk, 'anhui-2016/pack.yaml'), 'utf8')).toBe(before);
});

test.each([
  ['../anhui', {}],
  ['Anhui', {}],
  ['anhui', { jurisdiction: '3x' }],
  ['anhui', { jurisdiction: '123' }],
  ['anhui', { name: '安徽: "省' }],
  ['anhui', { title: '一份\n文件' }],
  ['anhui', { from: '2016-02-30' }],
  ['anhui', { into: '/nowhere/at/all' }],
] satisfies [string, Partial<NewPackOptions>][])('%s with %o is refused and nothing is written', (key, changes) => {
  expect(() => make(key, changes)).toThrow(WrongArguments);
  expect(existsSync(path.join(desk, key))).toBe(false);
});
