/**
 * What one step of a stored whole number means. `mu/100` is a hundredth of a 亩, `degree/1000000` a millionth of a
 * degree. `…/year` is an amount of the register year.
 */
export type Unit =
  | 'fen'
  | 'fen/year'
  | 'mu/100'
  | 'm2/100'
  | 'm'
  | 'month'
  | 'person'
  | 'household'
  | 'count'
  | 'degree/1000000';

/** Units that figures have in files and on screen. */
export type FileUnit = '元' | '万元' | '亩' | '平方米' | '米' | '公里' | '月' | '人' | '户' | '个' | '项' | '门' | '度';
