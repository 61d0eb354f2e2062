import { expect, test } from 'vitest';
import { type Chunk, measureScreens } from '../first-screen-budget.ts';

const chunk = (more: Partial<Chunk>): Chunk => ({
  code: 'x',
  isEntry: false,
  facadeModuleId: null,
  imports: [],
  ...more,
});

test('a first screen counts the entry, its page and what both import at once, each file once', () => {
  const chunks = {
    'entry.js': chunk({ isEntry: true, imports: ['shared.js'] }),
    'list.js': chunk({ facadeModuleId: '/app/src/list.tsx', imports: ['shared.js', 'table.js'] }),
    'shared.js': chunk({}),
    'table.js': chunk({ imports: ['shared.js'] }),
    'editor.js': chunk({ facadeModuleId: '/app/src/editor.tsx' }),
  };
  expect(measureScreens(chunks, { list: ['src/list.tsx'] })).toMatchObject([{ screen: 'list', files: 4 }]);
});

test('a page that was renamed is not measured as nothing', () => {
  expect(() => measureScreens({ 'entry.js': chunk({ isEntry: true }) }, { list: ['src/list.tsx'] })).toThrow(
    'src/list.tsx',
  );
});
