import type { importProgressZhCn } from './import-progress.messages.zh-cn.ts';

export const importProgressEn: typeof importProgressZhCn = {
  reading: 'Reading and checking the file',
  applying: 'Writing to the register',
  undoing: 'Undoing',
  ofTotal: (done, total) => `${done} of ${total} rows`,
  waiting: 'Starting…',
  leave: 'You may leave this page; the work goes on. Find it again under “Import”.',
  phases: { read: 'Read', check: 'Check', compare: 'Compare with the register', apply: 'Write', undo: 'Undo' },
};
