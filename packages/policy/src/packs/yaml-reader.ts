import { parseCalendarDate } from '@daohu/kernel';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { nearestNames } from '../feel/nearest-names.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import { faultsOf } from './yaml-faults.ts';

/** One YAML file of a pack, read with the place of everything in it. */
export class YamlFile {
  readonly file: string;
  readonly problems: Problem[];
  private readonly text: string;
  private readonly lines = new LineCounter();
  private document: Document | null = null;

  constructor(file: string, text: string, problems: Problem[]) {
    this.file = file;
    this.text = text;
    this.problems = problems;
  }

  /** The top of the file, or null (and a problem) when it is no YAML. */
  read(): Node | null {
    const document = parseDocument(this.text, { lineCounter: this.lines }) as Document;
    this.document = document;
    const faults = faultsOf(document);
    for (const { offset, zh, en } of faults) {
      this.problems.push(problemAt(this.placeAt(offset), 'yaml-error', zh, en));
    }
    if (faults.length === 0 && document.contents === null) {
      this.report(null, 'wrong-shape', '文件是空的。请写上内容，或删去文件。', 'The file is empty.');
    }
    return faults.length > 0 ? null : (document.contents as Node | null);
  }

  /** What an alias (`*name`) stands for; every other node is itself. */
  resolve(node: Node | null): Node | null {
    return isAlias(node) ? ((node.resolve(this.document!) as Node | undefined) ?? null) : node;
  }

  /** Plain data. */
  plain(node: Node): unknown {
    return node.toJS(this.document!);
  }

  /** The text of a plain scalar, null for anything else. */
  textOf(node: Node | null): string | null {
    const found = this.resolve(node);
    return isScalar(found) && typeof found.value === 'string' ? found.value : null;
  }

  placeAt(offset: number): Place {
    const { line, col } = this.lines.linePos(offset);
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  placeOf(node: Node | null | undefined): Place {
    return this.placeAt(node?.range?.[0] ?? 0);
  }

  /**
   * Maps an offset within a scalar's text to its place in the file. Folding and indentation change only blanks, so
   * the two texts are walked in step over everything else.
   */
  placeWithin(scalar: Scalar, offset: number): Place {
    const [start, end] = scalar.range!;
    const value = String(scalar.value);
    let at = start!;
    if (scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL') at = this.text.indexOf('\n', at) + 1;
    else if (scalar.type === 'QUOTE_DOUBLE' || scalar.type === 'QUOTE_SINGLE') at += 1;
    const blank = /\s/;
    for (let index = 0; ; index++) {
      while (at < end! && blank.test(this.text[at]!)) at++;
      while (index < offset && blank.test(value[index] ?? '.')) index++;
      if (index >= offset) return this.placeAt(at);
      at++;
    }
  }

  report(node: Node | null | undefined, code: Problem['code'], zh: string, en: string): void {
    this.problems.push(problemAt(this.placeOf(node), code, zh, en));
  }

  mapping(node: Node | null | undefined, allowed: readonly string[], what: string): Mapping | null {
    if (!isMap(node)) {
      this.report(node, 'wrong-shape', `${what}应写成「键: 值」的形式。`, `${what} should be a mapping.`);
      return null;
    }
    for (const pair of node.items) {
      const key = pair.key as Scalar;
      if (allowed.length === 0 || allowed.includes(String(key.value))) continue;
      const near = nearestNames(String(key.value), allowed);
      const meant = near.length > 0 ? `是不是 ${near.join('、')}？` : '';
      const zh = `${what}里没有「${String(key.value)}」这一项。${meant}可以写：${allowed.join('、')}。`;
      this.report(key, 'unknown-key', zh, `Unknown key ${String(key.value)}; allowed: ${allowed.join(', ')}.`);
    }
    return new Mapping(this, node as YAMLMap<Scalar, Node | null>);
  }
}

/** A mapping with typed getters; a value of the wrong shape is reported and read as absent. */
export class Mapping {
  readonly file: YamlFile;
  readonly node: YAMLMap<Scalar, Node | null>;

  constructor(file: YamlFile, node: YAMLMap<Scalar, Node | null>) {
    this.file = file;
    this.node = node;
  }

  get place(): Place {
    return this.file.placeOf(this.node);
  }

  has(key: string): boolean {
    return this.node.has(key);
  }

  raw(key: string): Node | null {
    return this.file.resolve((this.node.get(key, true) as Node | undefined) ?? null);
  }

  keys(): { key: string; node: Scalar; value: Node | null }[] {
    return this.node.items.map((pair) => ({ key: String(pair.key.value), node: pair.key, value: pair.value }));
  }

  /** Plain data, for parts that are passed on as they are (facts of a case). */
  data(key: string): unknown {
    const node = this.raw(key);
    return node === null ? undefined : this.file.plain(node);
  }

  scalar(key: string): Scalar | null {
    const node = this.raw(key);
    return isScalar(node) ? node : null;
  }

  text(key: string): string | null {
    return this.shaped(key, 'string', '文字');
  }

  required(key: string): string {
    const value = this.has(key) ? this.text(key) : null;
    if (value === null && !this.has(key)) {
      this.file.report(this.node, 'missing-key', `缺少「${key}」。`, `Missing \`${key}\`.`);
    }
    return value ?? '';
  }

  number(key: string): number | null {
    return this.shaped(key, 'number', '数');
  }

  texts(key: string): string[] {
    const node = this.raw(key);
    if (node === null) return [];
    if (isScalar(node) && typeof node.value === 'string') return [node.value];
    if (isSeq(node)) return node.items.flatMap((item) => (isScalar(item) ? [String(item.value)] : []));
    this.file.report(
      node,
      'wrong-shape',
      `「${key}」应是文字或文字的列表。`,
      `\`${key}\` should be a text or a list of texts.`,
    );
    return [];
  }

  /** A calendar date as `2016-01-01`; empty (and a problem) when it is absent. */
  date(key: string): string {
    const text = this.required(key);
    if (text !== '' && parseCalendarDate(text) === null) {
      this.file.report(
        this.raw(key),
        'wrong-shape',
        `「${text}」不是日期，应写成 2016-01-01。`,
        `${text} is no calendar date.`,
      );
    }
    return text;
  }

  /** A mapping under a key, or null where something else stands there (which is not reported). */
  child(key: string, allowed: readonly string[], what: string): Mapping | null {
    const node = this.raw(key);
    return isMap(node) ? this.file.mapping(node, allowed, what) : null;
  }

  /** One of a few words; null (and a problem) for any other, null when absent. */
  oneOf<Word extends string>(key: string, words: readonly Word[]): Word | null {
    const written = this.text(key);
    const word = words.find((one) => one === written) ?? null;
    if (written !== null && word === null) {
      const zh = `「${key}」只能是：${words.join('、')}。`;
      this.file.report(this.raw(key), 'wrong-shape', zh, `\`${key}\` is one of: ${words.join(', ')}.`);
    }
    return word;
  }

  list(key: string): (Node | null)[] {
    const node = this.raw(key);
    if (node === null) return [];
    if (isSeq(node)) return node.items as (Node | null)[];
    this.file.report(node, 'wrong-shape', `「${key}」应是列表（每项前面写 - ）。`, `\`${key}\` should be a list.`);
    return [];
  }

  private shaped<T extends string | number>(key: string, type: 'string' | 'number', zh: string): T | null {
    const node = this.raw(key);
    if (node === null || (isScalar(node) && node.value === null)) return null;
    if (isScalar(node) && typeof node.value === type) return node.value as T;
    this.file.report(node, 'wrong-shape', `「${key}」应是${zh}。`, `\`${key}\` should be a ${type}.`);
    return null;
  }
}
