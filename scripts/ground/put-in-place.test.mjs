import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { putInPlace } from './put-in-place.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'daohu-put-in-place-'));
const target = path.join(folder, 'app');
const list = path.join(folder, '.current-app');
const HOUR = 3600_000;

beforeEach(() => fs.rmSync(target, { recursive: true, force: true }));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function build(...files) {
  const staging = path.join(folder, '.staging');
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(staging, file)), { recursive: true });
    fs.writeFileSync(path.join(staging, file), file);
  }
  putInPlace(staging, target, list);
  fs.rmSync(staging, { recursive: true });
}

function aged(hours, ...files) {
  const then = new Date(Date.now() - hours * HOUR);
  for (const file of files) fs.utimesSync(path.join(target, file), then, then);
}

const inPlace = () => fs.readdirSync(target, { recursive: true }).sort();

test('a server that was built long ago and still runs finds its parts after an upgrade', () => {
  build('server.js', 'part-A.js');
  aged(30 * 24, 'server.js', 'part-A.js');
  build('server.js', 'part-B.js');
  expect(inPlace()).toEqual(['part-A.js', 'part-B.js', 'server.js']);
});

test('a day after they were replaced the old parts are gone, the current ones stay however old', () => {
  build('server.js', 'part-A.js', 'part-B.js');
  build('server.js', 'part-B.js');
  aged(25, 'part-A.js', 'part-B.js');
  build('server.js', 'part-B.js', 'part-C.js');
  aged(25, 'part-B.js', 'part-C.js', 'server.js');
  build('server.js', 'part-B.js', 'part-C.js');
  expect(inPlace()).toEqual(['part-B.js', 'part-C.js', 'server.js']);
});

test('a part that comes back is current again', () => {
  build('server.js', 'part-A.js');
  build('server.js', 'part-B.js');
  build('server.js', 'part-A.js');
  aged(25, 'part-A.js');
  build('server.js', 'part-A.js');
  expect(inPlace()).toContain('part-A.js');
});

test('without a list of what was current nothing is removed', () => {
  build('server.js', 'part-A.js');
  aged(48, 'part-A.js');
  fs.writeFileSync(list, '["server.js"');
  build('server.js', 'part-B.js');
  expect(inPlace()).toContain('part-A.js');
});
