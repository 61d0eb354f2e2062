export const divisionsZhCn = {
  tree: '行政区划',
  typeName: '输入地名查找，如：青石县',
  searching: '正在查找…',
  noneFound: '管辖范围内没有这个名称的地方。',
  loading: '正在打开区划…',
};
