import { assertNever } from '@daohu/kernel';
import type { CompareOp } from '../feel/syntax.ts';
import type { Node } from '../feel/tree.ts';

const NUMBER_WORDS: Record<CompareOp, string> = {
  '=': '等于',
  '!=': '不等于',
  '<': '低于',
  '<=': '不高于',
  '>': '高于',
  '>=': '不低于',
};
const DATE_WORDS: Record<CompareOp, string> = {
  '=': '在',
  '!=': '不在',
  '<': '早于',
  '<=': '不晚于',
  '>': '晚于',
  '>=': '不早于',
};
const ROUND_WORDS = {
  floor: '向下取整',
  ceiling: '向上取整',
  'round up': '进位取整',
  'round down': '舍去小数',
  'round half up': '四舍五入',
  'round half down': '五舍六入',
};
const AGGREGATE_WORDS = { sum: '合计', count: '个数', min: '最小值', max: '最大值' };

/** The expression in Chinese words, for those who read rules and do not write them. */
export function inChinese(node: Node): string {
  return say(node, 0);
}

/** `outer` is how tightly the surroundings bind: 0 nothing, 1 or, 2 and, 3 comparison, 4 plus, 5 times. */
function say(node: Node, outer: number): string {
  const wrap = (own: number, text: string): string => (own < outer ? `（${text}）` : text);
  switch (node.is) {
    case 'literal':
      if (typeof node.value === 'boolean') return node.value ? '是' : '否';
      return typeof node.value === 'string' && node.type.is === 'text' ? `“${node.value}”` : String(node.value);
    case 'parameter':
      return `【${node.name}】`;
    case 'table':
      return `【${node.name}】（${node.by.map((by) => say(by, 0)).join('、')}）`;
    case 'verdict':
      return `${say(node.of, 0)}的“${node.name}”`;
    case 'variable':
      return node.name;
    case 'field':
    case 'relation':
    case 'reference':
      return pathInWords(node);
    case 'arithmetic':
      return node.op === '*'
        ? wrap(5, `${say(node.left, 5)} × ${say(node.right, 5)}`)
        : wrap(4, `${say(node.left, 4)} ${node.op === '+' ? '+' : '−'} ${say(node.right, 5)}`);
    case 'negate':
      return `−${say(node.of, 6)}`;
    case 'compare':
      return wrap(
        3,
        `${say(node.left, 4)} ${(node.left.type.is === 'date' ? DATE_WORDS : NUMBER_WORDS)[node.op]} ${say(node.right, 4)}`,
      );
    case 'codeIs':
      return wrap(3, `${say(node.of, 4)}${node.negated ? '不是' : '是'}“${node.label}”`);
    case 'isMissing':
      return wrap(3, `${say(node.of, 4)}${node.negated ? '有记录' : '没有记录'}`);
    case 'between':
      return wrap(3, `${say(node.of, 4)} 在 ${say(node.low, 4)} 至 ${say(node.high, 4)} 之间`);
    case 'and':
      return wrap(2, node.parts.map((part) => say(part, 2)).join('，且'));
    case 'or':
      return wrap(1, node.parts.map((part) => say(part, 1)).join('，或'));
    case 'not':
      return node.of.is === 'field' ? `${say(node.of, 6)}为否` : `并非（${say(node.of, 0)}）`;
    case 'if':
      return wrap(1, `如果${say(node.test, 1)}，则${say(node.yes, 1)}，否则${say(node.no, 1)}`);
    case 'every':
      return wrap(1, `${say(node.list, 6)}中每个${node.name}都满足：${say(node.body, 1)}`);
    case 'some':
      return wrap(1, `${say(node.list, 6)}中至少有一个${node.name}满足：${say(node.body, 1)}`);
    case 'for':
      return `${say(node.list, 6)}中每个${node.name}的（${say(node.body, 0)}）`;
    case 'aggregate':
      return `${AGGREGATE_WORDS[node.fn]}（${node.items.map((item) => say(item, 0)).join('、')}）`;
    case 'aggregateList':
      return node.fn === 'count' ? `${say(node.list, 6)}的个数` : `${say(node.list, 0)}的${AGGREGATE_WORDS[node.fn]}`;
    case 'round': {
      const inner = node.denominator
        ? `${say(node.numerator, 5)} ÷ ${say(node.denominator, 6)}`
        : say(node.numerator, 0);
      return `${ROUND_WORDS[node.mode]}（${inner}）`;
    }
    default:
      return assertNever(node);
  }
}

/** The subject goes without saying: 上年人均纯收入; a loop variable does not: 人的年龄. */
function pathInWords(node: Node & { is: 'field' | 'relation' | 'reference' }): string {
  const [first, ...rest] = node.path.split('.');
  // An input of a formula stands bare, without a record before it.
  if (rest.length === 0) return node.path;
  return startsAtSubject(node) ? rest.join('') : `${first}的${rest.join('')}`;
}

function startsAtSubject(node: Node): boolean {
  if (node.is === 'reference') return true;
  if (node.is === 'field' || node.is === 'relation') return startsAtSubject(node.of);
  return node.is === 'variable' && node.slot === 0;
}
