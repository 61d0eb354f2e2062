import { compactText } from './plain-text.ts';
import type { FileUnit } from './unit.ts';

/** Parents of a two-level header under which 姓名 or 联系电话 is not that of the row. */
const OTHER_PEOPLE = /户主|帮扶|责任人|负责人|联系人|填表|采集|干部|书记|贷款人|单位/;

const UNIT_WORDS: Readonly<Record<string, FileUnit>> = {
  元: '元',
  '元/年': '元',
  '元/人': '元',
  '元/人·年': '元',
  万元: '万元',
  '万元/年': '万元',
  亩: '亩',
  平方米: '平方米',
  平米: '平方米',
  '㎡': '平方米',
  m2: '平方米',
  米: '米',
  m: '米',
  公里: '公里',
  千米: '公里',
  km: '公里',
  月: '月',
  个月: '月',
  月数: '月',
  人: '人',
  户: '户',
  个: '个',
  个数: '个',
  项: '项',
  门: '门',
  度: '度',
};

/** Bracketed remarks on a form that do not change what the column holds. */
const REMARKS = new Set(['是/否', '是否', '单选', '多选', '必填', '选填', '是填1,否填0', '有/无']);

/** A label without blanks, line breaks, stars and colons, with brackets of one shape: equal when a clerk would say so. */
export function headerKey(label: string): string {
  return compactText(label)
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')')
    .replace(/[*★＊:"“”]/g, '')
    .toLowerCase();
}

export interface HeaderReading {
  readonly key: string;
  /** The unit that stood in brackets at the end. */
  readonly unit?: FileUnit;
}

/**
 * What a header may mean, the likeliest first: the whole of it; the whole without a bracketed unit or remark; and for
 * `parent/child`, as two-level headers are joined, both run together and the child alone.
 */
export function headerReadings(header: string): HeaderReading[] {
  const whole = headerKey(header);
  const readings = withAndWithoutBracket(whole);
  for (let at = whole.search(SEPARATOR); at >= 0; at = nextSeparator(whole, at)) {
    const parent = whole.slice(0, at);
    const child = whole.slice(at + 1);
    if (parent === '' || child === '') continue;
    readings.push(...withAndWithoutBracket(parent + child));
    if (!OTHER_PEOPLE.test(parent)) readings.push(...withAndWithoutBracket(child));
  }
  return readings;
}

const SEPARATOR = /[/|>_\-—–]/;

function nextSeparator(text: string, after: number): number {
  const next = text.slice(after + 1).search(SEPARATOR);
  return next < 0 ? -1 : after + 1 + next;
}

function withAndWithoutBracket(key: string): HeaderReading[] {
  const bracket = /^(.+)\(([^()]*)\)$/.exec(key);
  if (!bracket) return [{ key }];
  const [, bare, inside] = bracket;
  const unit = UNIT_WORDS[inside!.replace(/^单位/, '')];
  if (unit) return [{ key }, { key: bare!, unit }];
  return REMARKS.has(inside!) ? [{ key }, { key: bare! }] : [{ key }];
}
