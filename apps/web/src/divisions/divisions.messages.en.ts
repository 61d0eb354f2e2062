import type { divisionsZhCn } from './divisions.messages.zh-cn.ts';

export const divisionsEn: typeof divisionsZhCn = {
  tree: 'Divisions',
  typeName: 'Type a name, such as 青石县',
  searching: 'Searching…',
  noneFound: 'No place of this name within your reach.',
  loading: 'Opening the divisions…',
};
