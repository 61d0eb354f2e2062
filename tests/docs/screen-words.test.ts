import { expect, test } from 'vitest';
import { documents, filesOf, read } from './markdown.ts';

const guides = documents.filter((file) => file.startsWith('docs/guide/') || file.startsWith('README'));

test('every 「word」 of the guides stands on a screen', () => {
  const screens = [
    ...filesOf('apps/web/src', '.messages.zh-cn.ts'),
    ...filesOf('packages/domain/src', 'labels.zh-cn.ts'),
  ].map(read);
  const words = guides.flatMap((file) => [...read(file).matchAll(/「([^」]+)」/g)].map(([, word]) => word ?? ''));
  expect(words.length).toBeGreaterThan(20);
  expect(words.filter((word) => !screens.some((screen) => screen.includes(word)))).toEqual([]);
});
