import type { frameZhCn } from './frame.messages.zh-cn.ts';

export const frameEn: typeof frameZhCn = {
  skip: 'Skip to content',
  menu: 'Menu',
  closeMenu: 'Close the menu',
  navigation: 'Main navigation',
  households: 'Register',
  verdicts: 'Verdicts',
  imports: 'Import',
  accounts: 'Accounts',
  policy: 'Policy',
  settings: 'Settings and statistics',
  reach: 'Reach',
  nation: 'Nation',
  changePassword: 'Change password',
  signOut: 'Sign out',
  language: '中文',
  demonstration: 'Demonstration: all places, people and figures here are invented.',
  loading: 'Opening…',
  notFoundTitle: 'No such page',
  notFound: 'The address does not exist, or you may not see it. Start again from the navigation above.',
  start: 'Back to the start',
};
