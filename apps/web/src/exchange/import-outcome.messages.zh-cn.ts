export const importOutcomeZhCn = {
  applied: (rows: string) => `已导入 ${rows} 行。`,
  appliedAt: (at: string) => `写入时间：${at}`,
  undone: '这次导入已撤销，户册恢复为导入前的情况。撤销本身也记入变动记录。',
  cancelled: '这次导入已取消，户册没有任何改动。',
  failed: '导入没有完成，户册没有任何改动。',
  failedHint: '请按提示处理后重新导入。',
  openRegister: '查看户册',
  again: '再导入一个文件',
  undo: '撤销这次导入',
  undoTitle: '撤销这次导入？',
  undoBody: '将作以下处理：',
  undoNew: (households: string, persons: string, villages: string) =>
    `移出户册：新增的 ${households} 户、${persons} 人、${villages} 个村`,
  undoChanged: (households: string, persons: string, villages: string) =>
    `恢复为导入前的值：变更过的 ${households} 户、${persons} 人、${villages} 个村`,
  undoKept: '变动记录不会删除，撤销也记为一次操作。',
  undoLater: '如果之后的操作用到了这些数据，系统会拒绝撤销，并列出是哪些操作。',
  undoConfirm: '撤销这次导入',
  keep: '保留',
  laterActs: '以下操作用到了这次导入的数据，请先撤销它们：',
  laterAct: (act: number, who: string, at: string, records: string) =>
    `操作 ${act} 号，${who}，${at}，涉及 ${records} 条记录`,
  refusedLeft: (n: string) => `另有 ${n} 行没有导入，见下方「不能导入」，可下载改好后再导入。`,
};
