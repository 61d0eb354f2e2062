import type { changePasswordZhCn } from './change-password.messages.zh-cn.ts';

export const changePasswordEn: typeof changePasswordZhCn = {
  title: 'Change the password',
  forced: 'Your password was issued by the system. Change it to one that only you know, then start work.',
  current: 'Present password',
  next: 'New password',
  nextHint: 'The longer the better; a sentence will do. No birthdays, no phone numbers.',
  again: 'New password once more',
  submit: 'Change the password',
  signOut: 'Sign out',
  done: 'The password is changed.',
  faults: 'The password is not changed yet:',
  currentMissing: 'Enter your present password.',
  nextMissing: 'Enter a new password.',
  different: 'The two new passwords differ: type them again.',
};
