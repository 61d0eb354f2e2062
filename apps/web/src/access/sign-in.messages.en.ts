import type { signInZhCn } from './sign-in.messages.zh-cn.ts';

export const signInEn: typeof signInZhCn = {
  title: 'Sign in',
  system: 'Targeted poverty alleviation',
  name: 'Account',
  password: 'Password',
  submit: 'Sign in',
  nameMissing: 'Enter your account name.',
  passwordMissing: 'Enter your password.',
  faults: 'Before you can sign in:',
  forgotten: 'Forgotten the password? Ask the administrator of your office to reset it.',
  expiredTitle: 'Your session has ended',
  expired: 'Sign in again. What you typed on the page is still here.',
  switchLanguage: '中文',
};
