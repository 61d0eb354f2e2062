export const openSettingsZhCn = {
  title: '参数与统计值',
  intro: '文件没有规定的数（如公示天数）和尚缺的统计值（如县人均收入），由发文一级机关在这里填写。',
  loading: '正在读取…',
};
