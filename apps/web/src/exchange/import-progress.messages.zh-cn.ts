export const importProgressZhCn = {
  reading: '正在读取和检查文件',
  applying: '正在写入户册',
  undoing: '正在撤销',
  ofTotal: (done: string, total: string) => `${done} / ${total} 行`,
  waiting: '正在开始…',
  leave: '可以离开本页，处理不会中断；稍后从「导入」进来查看。',
  phases: {
    read: '读取',
    check: '检查',
    compare: '与户册比对',
    apply: '写入',
    undo: '撤销',
  } as Record<string, string>,
};
