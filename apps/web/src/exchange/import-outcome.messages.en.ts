import type { importOutcomeZhCn } from './import-outcome.messages.zh-cn.ts';

export const importOutcomeEn: typeof importOutcomeZhCn = {
  applied: (rows) => `${rows} rows imported.`,
  appliedAt: (at) => `Written at ${at}`,
  undone: 'This import is undone: the register is as it was before. The undoing is on record too.',
  cancelled: 'This import was cancelled. Nothing in the register has changed.',
  failed: 'The import did not finish. Nothing in the register has changed.',
  failedHint: 'Do as it says, then import again.',
  openRegister: 'Open the register',
  again: 'Import another file',
  undo: 'Undo this import',
  undoTitle: 'Undo this import?',
  undoBody: 'This is what it does:',
  undoNew: (records) => `Takes off the register what was new: ${records}`,
  undoChanged: (records) => `Sets back to what it was before: ${records}`,
  recordsOf: { households: (n) => `${n} households`, persons: (n) => `${n} people`, villages: (n) => `${n} villages` },
  between: ', ',
  undoKept: 'No history is deleted; the undoing is recorded as an act of its own.',
  undoLater: 'If later acts rest on this data, the undoing is refused and they are named.',
  undoConfirm: 'Undo this import',
  keep: 'Keep it',
  laterActs: 'These acts rest on the data of this import. Undo them first:',
  laterAct: (importId, who, at, records) =>
    `${importId === null ? 'Another act' : `Import ${importId}`}, ${who}, ${at}, ${records} records`,
  refusedLeft: (n) => `${n} more rows were not imported: see “Refused” below; download, mend and import them again.`,
};
