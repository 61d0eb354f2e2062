import type { DivisionLevel } from '@daohu/kernel';
import { expect, test } from 'vitest';
import { nameParts } from './division-name.ts';

test.each<[DivisionLevel, string, string[]]>([
  ['county', '青石', ['青石县', '青石', '青石市', ' 青石 县']],
  ['county', '来凤', ['来凤县', '来凤']],
  ['county', '长阳', ['长阳土家族自治县', '长阳自治县', '长阳县', '长阳']],
  ['city', '恩施', ['恩施土家族苗族自治州', '恩施州', '恩施']],
  ['county', '神农架', ['神农架林区', '神农架']],
  ['township', '城关', ['城关镇', '城关街道', '城关街道办事处', '城关街办', '城关办事处', '城关镇人民政府']],
  ['township', '桃花', ['桃花土家族乡', '桃花乡', '桃花民族乡', '桃花']],
  ['village', '李家沟', ['李家沟村', '李家沟村委会', '李家沟村民委员会', '李家沟', '李家沟行政村']],
  ['village', '钟', ['钟村', '钟村委会', '钟村村委会', '钟村村民委员会']],
  ['village', '东门', ['东门社区', '东门居委会', '东门社区居民委员会', '东门社区居委会']],
])('a %s called %s is one, however its suffix is written', (level, stem, spellings) => {
  for (const name of spellings) expect(nameParts(name, level).stem).toBe(stem);
});

test('a village and the neighbourhood of the same name are two bodies', () => {
  expect(nameParts('坟禁村委会', 'village').kind).toBe('village');
  expect(nameParts('坟禁居委会', 'village').kind).toBe('residents');
  expect(nameParts('坟禁', 'village').kind).toBe('none');
});

test('a county of one character keeps its suffix, because nobody says 郧 or 房 alone', () => {
  expect(nameParts('郧县', 'county').stem).toBe('郧县');
  expect(nameParts('房县', 'county').stem).toBe('房县');
});
