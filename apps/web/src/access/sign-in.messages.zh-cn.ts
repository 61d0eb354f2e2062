export const signInZhCn = {
  title: '登录',
  system: '精准扶贫工作系统',
  name: '账号',
  password: '密码',
  submit: '登录',
  nameMissing: '请填写账号。',
  passwordMissing: '请填写密码。',
  faults: '登录前请先处理：',
  forgotten: '忘记密码，请联系本级系统管理员重置。',
  expiredTitle: '登录已过期',
  expired: '请重新登录。页面上填写的内容还在。',
  switchLanguage: 'English',
};
