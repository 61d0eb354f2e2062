import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './children-of.ts';
import { clipped } from './clipped.ts';
import { firstForeignSign, firstRunOfWords } from './foreign-signs.ts';
import { readGrammar } from './grammar.ts';
import { itemsOf, readDate, readInvocation } from './read-invocation.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import { type Items, unrolled } from './spelt-out.ts';
import type { CompareOp, Span, Syntax } from './syntax.ts';

const MAX_LENGTH = 50_000;
const MAX_DEPTH = 60;
const MOST_WORDS = 50;
/** The grammar’s tree keeps its shape down to 2,500 links of one chain. */
const MAX_LINKS = 2_000;
/** Longer chains of + and - are one sum. */
const SHORT_SUM = 16;
/** What may stand in a list literal that a loop runs over. */
const CONSTANTS: readonly string[] = ['number', 'boolean', 'text', 'date'];

/**
 * Reads one expression with the maintained FEEL grammar and keeps the subset of the packs. Everything else is
 * refused with its place and the nearest legal form. Throws `FeelRefused`.
 */
export function parseFeel(text: string): Syntax {
  const whole = { from: 0, to: text.length };
  if (text.length > MAX_LENGTH) {
    const zh = `表达式有 ${text.length} 个字符，最多 ${MAX_LENGTH} 个。请拆成几条。`;
    refuse(
      'too-long',
      whole,
      zh,
      `${text.length} characters; at most ${MAX_LENGTH}. Split it into several conditions.`,
    );
  }
  if (bracketDepth(text) > MAX_DEPTH) refuseDepth(whole);
  refuseForeignSign(text);
  refuseManyWords(text);
  const top = readGrammar(text);
  if (typeof top === 'number') refuseSyntax(text, top);
  if (top === null) refuseDepth(whole);
  const expression = childrenOf(top)[0];
  if (!expression) refuse('syntax-error', whole, '表达式是空的。', 'The expression is empty.');
  return new Reader(text).read(expression, 0);
}

class Reader {
  private readonly text: string;
  constructor(text: string) {
    this.text = text;
  }

  read(node: SyntaxNode, depth: number): Syntax {
    if (depth > MAX_DEPTH) refuseDepth(node);
    const at = { from: node.from, to: node.to };
    const kids = childrenOf(node);
    const child = (index: number): Syntax => this.read(kids[index]!, depth + 1);
    switch (node.name) {
      case 'ParenthesizedExpression':
        return child(1);
      case 'NumericLiteral':
        return { ...at, is: 'number', value: this.wholeNumber(node) };
      case 'BooleanLiteral':
        return { ...at, is: 'boolean', value: this.textOf(node) === 'true' };
      case 'StringLiteral':
        return { ...at, is: 'text', value: this.string(node) };
      case 'null':
        return { ...at, is: 'null' };
      case 'VariableName':
        return { ...at, is: 'name', name: this.name(node) };
      case 'PathExpression': {
        const last = kids[2]!;
        return { ...at, is: 'path', of: child(0), name: this.name(last), nameSpan: { from: last.from, to: last.to } };
      }
      case 'Conjunction':
        return { ...at, is: 'and', parts: this.flatten(node, depth) };
      case 'Disjunction':
        return { ...at, is: 'or', parts: this.flatten(node, depth) };
      case 'Comparison':
        return this.comparison(node, kids, depth);
      case 'ArithmeticExpression':
        return this.arithmetic(node, kids, depth);
      case 'IfExpression':
        return { ...at, is: 'if', test: child(1), yes: child(3), no: child(5) };
      case 'QuantifiedExpression':
        return this.loop(node, node.firstChild!.name === 'every' ? 'every' : 'some', depth) as Syntax;
      case 'ForExpression': {
        const zh = '「for … return」只能写在 sum( )、count( )、min( )、max( ) 里面。';
        return refuse('for-outside-aggregate', at, zh, '`for … return` stands only inside sum, count, min and max.');
      }
      case 'FunctionInvocation':
        return readInvocation(this, node, depth);
      case 'DateTimeLiteral':
        return readDate(this, node);
      case 'FilterExpression': {
        const zh =
          '不能用「名单[条件]」筛选。请写「some 项 in 名单 satisfies …」，合计写「sum(for 项 in 名单 return if … then … else 0)」。';
        return refuse(
          'filter',
          at,
          zh,
          'No filters: write `some x in … satisfies …` or `sum(for x in … return if … then … else 0)`.',
        );
      }
      case 'List':
        return refuse(
          'list-literal',
          at,
          '列表只能写在 sum、count、min、max 里面。',
          'A list literal stands only inside sum, count, min, max.',
        );
      case 'Interval':
        return refuse(
          'range',
          at,
          '不能写区间。请写「x between 1 and 3」。',
          'No intervals: write `x between 1 and 3`.',
        );
      case 'Context':
        return refuse('context', at, '不能写「{ … }」。请用参数或数据项。', 'No contexts: use parameters or fields.');
      case 'FunctionDefinition':
        return refuse(
          'function-definition',
          at,
          '不能自定义函数。请写成另一条规则或条件。',
          'No functions of your own: write another rule or condition.',
        );
      case 'InstanceOfExpression':
        return refuse(
          'instance-of',
          at,
          '不能写「instance of」：数据项的类型由字典给定。',
          'No `instance of`: the type of a field is declared.',
        );
      default:
        return refuse(
          'unsupported-construct',
          at,
          `规则语言里没有这种写法：${clipped(this.textOf(node))}`,
          `Not in the subset: ${node.name}`,
        );
    }
  }

  /** Long chains of `and` nest to the left in the grammar; they are read in a loop, not by recursion. */
  private flatten(node: SyntaxNode, depth: number): Syntax[] {
    const { links, first } = chainOf(node, (left) => left.name === node.name);
    return [first, ...links.map(({ right }) => right)].map((part) => this.read(part, depth + 1));
  }

  /** `a + b - c`: pairs from the left; a long one is the sum of its parts, those after a minus negated. */
  private sum(node: SyntaxNode, depth: number): Syntax {
    const { links, first } = chainOf(node, (left) => isSum(left, this.operatorOf(left)));
    const start = this.read(first, depth + 1);
    const rest = links.map(({ operator, right }) => ({
      isMinus: this.textOf(operator) === '-',
      part: this.read(right, depth + 1),
    }));
    if (rest.length > SHORT_SUM) {
      const items = rest.map(
        ({ isMinus, part }): Syntax => (isMinus ? { from: part.from, to: part.to, is: 'negate', of: part } : part),
      );
      return { from: node.from, to: node.to, is: 'aggregate', fn: 'sum', items: [start, ...items] };
    }
    return rest.reduce<Syntax>((left, { isMinus, part }) => {
      const at = { from: node.from, to: part.to };
      return { ...at, is: 'arithmetic', op: isMinus ? '-' : '+', left, right: part };
    }, start);
  }

  private operatorOf(node: SyntaxNode): string {
    const operator = childrenOf(node)[1];
    return operator ? this.textOf(operator) : '';
  }

  private comparison(node: SyntaxNode, kids: readonly SyntaxNode[], depth: number): Syntax {
    const at = { from: node.from, to: node.to };
    const operator = kids[1]!;
    if (operator.name === 'in') {
      const zh =
        '不能单独用「in」：各家引擎对它右边的理解不一。请写「x between 1 and 3」，或「list contains(["甲", "乙"], x)」。';
      refuse('bare-in', at, zh, 'Bare `in` is ambiguous: write `x between 1 and 3` or `list contains(["a", "b"], x)`.');
    }
    const read = (index: number): Syntax => this.read(kids[index]!, depth + 1);
    if (operator.name === 'between') return { ...at, is: 'between', of: read(0), low: read(2), high: read(4) };
    return { ...at, is: 'compare', op: this.textOf(operator) as CompareOp, left: read(0), right: read(2) };
  }

  private arithmetic(node: SyntaxNode, kids: readonly SyntaxNode[], depth: number): Syntax {
    const at = { from: node.from, to: node.to };
    if (kids[0]!.name === 'ArithOp') {
      if (this.textOf(kids[0]!) !== '-') refusePlus(kids[0]!);
      return { ...at, is: 'negate', of: this.read(kids[1]!, depth + 1) };
    }
    const op = this.textOf(kids[1]!);
    if (isSum(node, op)) return this.sum(node, depth);
    if (op === '/') {
      const zh =
        '除法必须说明怎样取整：请写 floor(a / b)、ceiling(a / b) 或 round half up(a / b, 0)；比较比例时两边相乘，例如「收入 * 100 >= 比例 * 均值」。';
      refuse(
        'division-without-rounding',
        at,
        zh,
        'Say how to round: floor(a / b), ceiling(a / b), round half up(a / b, 0); or compare ratios by cross-multiplication.',
        [`floor(${this.textOf(node)})`, `ceiling(${this.textOf(node)})`, `round half up(${this.textOf(node)}, 0)`],
      );
    }
    if (op !== '*') refuse('power', at, `不能用「${op}」。请写成乘法。`, `No \`${op}\`: write products.`);
    return { ...at, is: 'arithmetic', op, left: this.read(kids[0]!, depth + 1), right: this.read(kids[2]!, depth + 1) };
  }

  /** A loop over a list literal of constants is written out, one part for each of them. */
  loop(node: SyntaxNode, is: 'every' | 'some' | 'for', depth: number): Syntax | Items {
    const kids = childrenOf(node);
    const iterations = childrenOf(kids[1]!).filter((kid) => kid.name === 'InExpression');
    let body: Syntax | Items = this.read(kids[3]!, depth + iterations.length + 1);
    for (const [index, iteration] of [...iterations.entries()].reverse()) {
      const [name, , source] = childrenOf(iteration);
      const sources = childrenOf(source!);
      const at = { from: index === 0 ? node.from : iteration.from, to: node.to };
      if (sources.length !== 1)
        refuse(
          'range',
          source!,
          '「in」后面只能写名单，写法是「every 项 in 名单 satisfies …」。',
          'After `in` stands a list.',
        );
      if (is === 'for' && body.is === 'for') {
        const zh =
          '「for」一次只能走一份名单。两层请写「sum(for 班 in 校.班级 return sum(for 生 in 班.学生 return …))」，数人数写「sum(for 班 in 校.班级 return count(班.学生))」。';
        const en = 'One `for` runs over one list: write `sum(for a in … return sum(for b in … return …))`.';
        refuse('unsupported-construct', iteration, zh, en);
      }
      const word = this.name(name!);
      if (sources[0]!.name === 'List') {
        const { items } = itemsOf(this, sources[0]!, depth);
        const other = items.find((item) => !CONSTANTS.includes(item.is));
        if (other) refuse('list-literal', other, '循环的列表里只能写常数。', 'A loop runs over a list of constants.');
        body = unrolled(is, at, word, items, body);
        continue;
      }
      if (body.is === 'items')
        refuse('for-outside-aggregate', iteration, '写死的列表请放在最前面。', 'Loop over the list literal first.');
      const nameSpan = { from: name!.from, to: name!.to };
      body = { ...at, is, name: word, nameSpan, list: this.read(sources[0]!, depth + 1), body };
    }
    return body;
  }

  private wholeNumber(node: SyntaxNode): number {
    const text = this.textOf(node).replace(/\s+/g, '');
    const shown = clipped(text);
    if (text.startsWith('+')) refusePlus(node);
    if (!/^-?\d+(\.0+)?$/.test(text)) {
      const zh = `数字「${shown}」带小数。请写成该单位的整数：金额用分，比例用百分数（70% 写 70，另一边乘 100）。`;
      refuse(
        'decimal-number',
        node,
        zh,
        `\`${shown}\`: write a whole number of its unit (fen; percent with the other side times 100).`,
      );
    }
    const value = Number(text);
    if (!Number.isSafeInteger(value))
      refuse('number-too-large', node, `数字「${shown}」太大。`, `\`${shown}\` is beyond 2^53.`);
    return value === 0 ? 0 : value;
  }

  string(node: SyntaxNode): string {
    try {
      return JSON.parse(this.textOf(node).replaceAll('\n', '\\n').replaceAll('\t', '\\t')) as string;
    } catch {
      return refuse('syntax-error', node, '引号里的文字读不懂。', 'The text in quotes cannot be read.');
    }
  }

  private name(node: SyntaxNode): string {
    const text = this.textOf(node);
    if (!/\s/.test(text)) return text;
    const shown = clipped(text);
    const joined = clipped(text.replace(/\s+/g, ''));
    const zh = `名字中间不能有空格：「${shown}」。是不是少了 and、or 或运算符？否则请写成「${joined}」。`;
    return refuse(
      'name-with-spaces',
      node,
      zh,
      `A name has no spaces: \`${shown}\`. Is an \`and\` or an operator missing?`,
      [joined, shown.split(/\s+/).join(' and ')],
    );
  }

  textOf(node: Span): string {
    return this.text.slice(node.from, node.to);
  }
}

/** The grammar takes `+a` for a negation as well. */
function refusePlus(at: Span): never {
  return refuse('syntax-error', at, '数前面的正号请去掉。', 'Leave the plus sign before the number out.');
}

/** No name has many words, and the grammar takes a time that grows with their square. */
function refuseManyWords(text: string): void {
  const found = firstRunOfWords(text, MOST_WORDS);
  if (!found) return;
  const zh = '一连好几个词，中间没有运算符。是不是少了 and、or 或运算符？';
  refuse('name-with-spaces', found, zh, 'Many words in a row: is an `and` or an operator missing?');
}

function refuseForeignSign(text: string): void {
  const found = firstForeignSign(text);
  if (!found) return;
  const zh = `这里不能用「${found.sign}」，请写成 ${found.plain} 。`;
  refuse('syntax-error', found, zh, `\`${found.sign}\` cannot stand here: write \`${found.plain}\`.`, [found.plain]);
}

function refuseSyntax(text: string, from: number): never {
  const [found = ''] = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(from)) ?? [];
  const shown = shownSign(found);
  let [zh, en] = ['表达式没有写完。请检查最后的运算符和括号。', 'The expression is not finished.'];
  if (found === '"') [zh, en] = ['引号没有配对，或者里面有读不懂的字符。', 'The quotes do not match.'];
  else if (found)
    [zh, en] = [`「${shown}」在这里读不通。请检查前后的运算符、括号和关键字。`, `Unexpected \`${shown}\`.`];
  return refuse('syntax-error', { from, to: from + found.length }, zh, en);
}

/** A sign that cannot be seen is named by its number. */
function shownSign(sign: string): string {
  if (!/^\p{C}/u.test(sign)) return clipped(sign);
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A chain that nests to the left, in its order as written. */
function chainOf(node: SyntaxNode, goesOn: (left: SyntaxNode) => boolean) {
  const links: { operator: SyntaxNode; right: SyntaxNode }[] = [];
  let left = node;
  do {
    const [next, operator, right] = childrenOf(left);
    links.push({ operator: operator!, right: right! });
    left = next!;
    if (links.length > MAX_LINKS) {
      const zh = `一条里最多连写 ${MAX_LINKS} 项。请拆成几条。`;
      refuse('too-deep', node, zh, `At most ${MAX_LINKS} parts in one chain.`);
    }
  } while (goesOn(left));
  return { links: links.reverse(), first: left };
}

function isSum(node: SyntaxNode, operator: string): boolean {
  return (
    node.name === 'ArithmeticExpression' && (operator === '+' || operator === '-') && childrenOf(node).length === 3
  );
}

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const sign of text) {
    if (sign === '(' || sign === '[' || sign === '{') deepest = Math.max(deepest, ++depth);
    else if (sign === ')' || sign === ']' || sign === '}') depth--;
  }
  return deepest;
}

function refuseDepth(at: Span): never {
  return refuse('too-deep', at, `嵌套超过 ${MAX_DEPTH} 层。请拆成几条。`, `Nested deeper than ${MAX_DEPTH}.`);
}

function refuse(code: RefusalCode, at: Span, zh: string, en: string, mend: readonly string[] = []): never {
  throw new FeelRefused(code, { from: at.from, to: at.to }, zh, en, mend);
}
