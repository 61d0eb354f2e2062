import type { openSettingsZhCn } from './open-settings.messages.zh-cn.ts';

export const openSettingsEn: typeof openSettingsZhCn = {
  title: 'Settings and statistics',
  intro:
    'Numbers that the documents leave open (such as days of notice) and statistics still missing (such as a county’s mean income) are filled in here by the level that issued the document.',
  loading: 'Reading…',
};
