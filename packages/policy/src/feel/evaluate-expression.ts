import { done, type Outcome, refuse } from '@daohu/kernel';
import { compile } from '../explain/compile.ts';
import type { Value } from '../explain/frame.ts';
import { indexSchema } from '../schema.ts';
import { mayBeUnknown, mayDeviate } from './deviation.ts';
import { MOST_STEPS, stepsAtMost } from './expression-work.ts';
import { FUNCTIONS } from './names.ts';
import { parseFeel } from './parse-feel.ts';
import { EXPRESSION_TYPES, type ExpressionType, NAME, type Plain, PlainValues, type Shape } from './plain-values.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import { type Choice, choicesOf, SurroundingTypes } from './surrounding-types.ts';
import type { Program } from './tree.ts';
import { checkFeel } from './type-check.ts';

/** Names with plain values: whole numbers, yes/no, texts, dates as `YYYY-MM-DD`, null for unknown, records, lists of them. */
export interface ExpressionContext {
  readonly values?: { readonly [name: string]: unknown };
  /**
   * Types that a value cannot tell, of a null or of a text that is a date; found out from the expression when not
   * given. The key is the name, followed by the names of fields: `班.学生.生日`; of a list it is the type of its elements.
   * A name with a type and no value is unknown.
   */
  readonly types?: { readonly [path: string]: ExpressionType };
  /** The type the answer must have; another is refused. */
  readonly result?: ExpressionType;
  /** Refuse an answer about an unknown value where the standard and three-valued logic may disagree. */
  readonly strictlyStandard?: boolean;
}

export interface ExpressionRefusal {
  readonly code: RefusalCode;
  /** Place in the text, in UTF-16 units. */
  readonly from: number;
  readonly to: number;
  readonly zh: string;
  readonly en: string;
  /** Texts of which each could stand in the refused place: names near to a misspelt one. */
  readonly mend: readonly string[];
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/**
 * Evaluates one expression of the subset on its own, without packs: for tools, and for a conformance suite to drive.
 * The value is a number, boolean, text, date as text, or null where the answer is unknown. What lies outside of the
 * subset, and a value that cannot be used rightly, is refused with a code of `REFUSALS`; nothing is thrown.
 */
export function evaluateExpression(text: string, context: ExpressionContext = {}): Outcome<Value, ExpressionRefusal> {
  try {
    if (typeof text !== 'string') {
      throw new FeelRefused('syntax-error', { from: 0, to: 0 }, '表达式应是文字。', 'An expression is a text.');
    }
    parseFeel(text);
    return done(answer(text, context ?? {}));
  } catch (error) {
    if (!(error instanceof FeelRefused)) throw error;
    const { code, from, to, zh, en, mend } = error;
    return refuse({ code, from, to, zh, en, mend });
  }
}

function answer(text: string, context: ExpressionContext): Value {
  const { shapes, plain, unread } = readContext(text, context);
  const { program, slotNames } = firstThatFits(text, shapes, unread);
  const { type } = program.tree;
  if (type.is === 'record' || type.is === 'list') {
    const zh = '结果是一份名单或一条记录。请写出要它的哪一项，或用 count、sum、some、every。';
    throw new FeelRefused('no-single-value', program.tree, zh, 'The result is a list or a record, not one value.');
  }
  if (context.result !== undefined && type.is !== context.result) {
    const zh = `结果的类型是 ${type.is}，要的是 ${context.result}。`;
    throw new FeelRefused('wrong-type', program.tree, zh, `The result is a ${type.is}, not a ${context.result}.`);
  }
  if (stepsAtMost(program.tree) > MOST_STEPS) {
    const zh = '名单套名单，要算的步数太多。请减少嵌套的名单。';
    throw new FeelRefused('too-much-work', program.tree, zh, 'Lists within lists take too many steps.');
  }
  const value = compile(program.tree)({
    slots: slotNames.map((name) => plain.get(name)),
    parameters: program.parameters.map((name) => plain.get(name) as Value),
    references: [],
    calls: [],
    date: '9999-12-31',
    recorder: null,
  });
  const { tree } = program;
  if (context.strictlyStandard && mayBeUnknown(tree, plain.values()) && mayDeviate(tree, value === null)) {
    const zh = '有未知的部分，三值逻辑与标准在这里的答案可能不同。';
    throw new FeelRefused('unknown-decides', tree, zh, 'A part is unknown, and the standard may differ here.');
  }
  return value === 0 ? 0 : value;
}

interface ReadContext {
  readonly shapes: ReadonlyMap<string, Shape>;
  readonly plain: ReadonlyMap<string, Plain>;
  /** Names that hold a value and that the text does not mention, for the nearest-name message. */
  readonly unread: readonly string[];
}

/** Copies the values that the text names. An object that fails while it is read is refused like any bad value. */
function readContext(text: string, context: ExpressionContext): ReadContext {
  const words = new Set(text.match(WORD));
  const shapes = new Map<string, Shape>();
  const plain = new Map<string, Plain>();
  const unread: string[] = [];
  let reading = '';
  try {
    const values = context.values ?? {};
    const types = new Map(Object.entries(context.types ?? {}));
    for (const [path, type] of types) {
      reading = path;
      if (!EXPRESSION_TYPES.includes(type)) refuseType(path);
    }
    const oddKey = oddKeysOf(text);
    const reader = new PlainValues(words, types, oddKey);
    const declared = [...types.keys()].map((path) => path.split('.')[0]!);
    for (const name of new Set([...Object.keys(values), ...declared])) {
      reading = name;
      if (!NAME.test(name)) oddKey(name);
      else if (!words.has(name)) unread.push(name);
      else {
        const read = reader.read(name, Object.hasOwn(values, name) ? values[name] : null);
        shapes.set(name, read.shape);
        plain.set(name, read.plain);
      }
    }
  } catch (error) {
    if (error instanceof FeelRefused && error.to > 0) throw error;
    const from = Math.max(0, text.indexOf(reading));
    const at = { from, to: Math.min(from + Math.max(reading.length, 1), text.length) };
    if (error instanceof FeelRefused) throw new FeelRefused(error.code, at, error.zh, error.en);
    throw new FeelRefused('bad-value', at, `「${reading}」的值读不出来。`, `The value of ${reading} cannot be read.`);
  }
  for (const name of FUNCTIONS) {
    if (shapes.has(name)) refuseCallOfValue(text, name);
  }
  return { shapes, plain, unread };
}

/** Types of nulls and of texts that may be dates are found by trying: the first choice that makes the text legal stands. */
function firstThatFits(
  text: string,
  shapes: ReadonlyMap<string, Shape>,
  unread: readonly string[],
): { readonly program: Program; readonly slotNames: readonly string[] } {
  let first: FeelRefused | null = null;
  for (const choice of choicesOf(shapes, text.length)) {
    try {
      return checkedWith(text, shapes, choice, unread);
    } catch (error) {
      if (!(error instanceof FeelRefused)) throw error;
      first ??= error;
    }
  }
  throw first;
}

function checkedWith(text: string, shapes: ReadonlyMap<string, Shape>, choice: Choice, unread: readonly string[]) {
  const types = new SurroundingTypes(choice);
  const roots = [...shapes].map(([name, shape]) => ({ name, ...types.shapeOf(name, shape) }));
  const schema = indexSchema({ entities: types.entities });
  const named = roots.map(({ name, typeIn }) => ({ name, type: typeIn(schema) }));
  const variables = named.filter(({ type }) => type.is === 'record' || type.is === 'list');
  const scalars = new Map(named.filter((one) => !variables.includes(one)).map(({ name, type }) => [name, type]));
  const scope = {
    parameter: (name: string) => scalars.get(name) ?? null,
    parameterNames: () => [...scalars.keys(), ...unread],
    variables,
  };
  return { program: checkFeel(text, scope, schema), slotNames: variables.map(({ name }) => name) };
}

/**
 * A key such as `a-b` or `full name` is a name in FEEL and none in the subset. Where the text may mean it, `a-b` must
 * not be read as a difference.
 */
function oddKeysOf(text: string): (key: string) => void {
  const squeezed = text.replace(/\s+/g, '');
  return (key) => {
    const bare = key.replace(/\s+/g, '');
    if (!/^[\p{L}_?]/u.test(bare) || !squeezed.includes(bare)) return;
    const from = Math.max(0, text.indexOf(key));
    const zh = `名字「${key}」里有空格或符号，规则语言里不能用。请换一个只有文字、数字和下划线的名字。`;
    const at = { from, to: Math.min(from + key.length, text.length) };
    throw new FeelRefused('name-with-spaces', at, zh, `${key} is no name here: use letters, digits and underscores.`);
  };
}

function refuseType(path: string): never {
  const zh = `「${path}」声明的类型应是 ${EXPRESSION_TYPES.join('、')} 之一。`;
  const en = `The type of ${path} is one of ${EXPRESSION_TYPES.join(', ')}.`;
  throw new FeelRefused('bad-value', { from: 0, to: 0 }, zh, en);
}

function refuseCallOfValue(text: string, name: string): void {
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])${name}\\s*\\(`, 'u').exec(text);
  if (!found) return;
  const at = { from: found.index, to: found.index + name.length };
  const zh = `「${name}」既是一个值的名字，又当函数用。请给值换一个名字。`;
  throw new FeelRefused('shadowing', at, zh, `\`${name}\` is the name of a value and is called as a function.`);
}
