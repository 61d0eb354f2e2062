import type { failureZhCn } from './failure.messages.zh-cn.ts';

export const failureEn: typeof failureZhCn = {
  unreachable:
    'No network, or the server does not answer. What you typed is still here: check the network and try again.',
  fault: (status) => `The server failed (${status}). Try again; if that does not help, tell the administrator.`,
  unexpected: 'This page failed. Reload it; if that does not help, tell the administrator what you were doing.',
  retry: 'Try again',
  reload: 'Reload the page',
};
