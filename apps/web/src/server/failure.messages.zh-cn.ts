export const failureZhCn = {
  unreachable: '网络不通，或服务器没有应答。您填写的内容还在，请检查网络后重试。',
  fault: (status: number) => `服务器出错（${status}）。请重试；仍不行，请告知系统管理员。`,
  unexpected: '页面出错。请刷新页面；仍不行，请把刚才的操作告知系统管理员。',
  retry: '重试',
  reload: '刷新页面',
};
