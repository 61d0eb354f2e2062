import { expect, test } from 'vitest';
import { fencesOf, headingsOf, read } from './markdown.ts';

const english = read('README.md');
const chinese = read('README.zh-CN.md');

test('both front pages have the same sections', () => {
  expect(headingsOf(chinese).map(({ level }) => level)).toEqual(headingsOf(english).map(({ level }) => level));
});

test('both front pages give the same commands', () => {
  expect(fencesOf(chinese)).toEqual(fencesOf(english));
});

test('both front pages show the same pictures and lead to the same pages', () => {
  const targets = (text: string) =>
    [...text.matchAll(/\]\(([^)]+)\)/g)].map(([, target]) => target).filter((target) => !target?.startsWith('README'));
  expect(targets(chinese)).toEqual(targets(english));
});

test('both front pages name the same places', () => {
  const places = (text: string) =>
    [...text.matchAll(/^\| (`.+?) \|/gm)].map(([, place]) => place?.replaceAll('、', ', '));
  expect(places(chinese)).toEqual(places(english));
});
