import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { lockFileFaults } from './lock-file.mjs';

function faultsOf(packages) {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-lock-file-')), 'package-lock.json');
  fs.writeFileSync(file, JSON.stringify({ packages }));
  return lockFileFaults(file);
}

test('a program that is left out for another platform is a fault, because npm ci then refuses everywhere', () => {
  const tool = { version: '1.0.0', optionalDependencies: { 'tool-linux': '1.0.0', 'tool-darwin': '1.0.0' } };
  const linux = { 'node_modules/tool': tool, 'node_modules/tool-linux': {} };
  expect(faultsOf(linux)).toEqual([
    'tool-darwin, a program of node_modules/tool for another platform, is missing; take a version that has all',
  ]);
  expect(faultsOf({ ...linux, 'node_modules/tool-darwin': {} })).toEqual([]);
});

test('a lock file names no registry', () => {
  expect(faultsOf({ 'node_modules/a': { resolved: 'https://mirror.example/a.tgz' } })).toHaveLength(1);
});
