import { type Document, isAlias, isCollection, isPair, type Node, type YAMLError } from 'yaml';

/** What is wrong with a file before it is read as a pack: where (an offset), in both languages. */
export interface YamlFault {
  readonly offset: number;
  readonly zh: string;
  readonly en: string;
}

const MOST_LEVELS = 100;
const MOST_ALIASES = 100;

const SENTENCES: Partial<Record<YAMLError['code'], string>> = {
  TAB_AS_INDENT: '缩进不能用制表符，请用空格。',
  BAD_INDENT: '缩进没有对齐。同一级的各行要从同一列开始。',
  DUPLICATE_KEY: '同一级里有两个同名的键。请删去一个。',
  MULTIPLE_DOCS: '一个文件里只能有一份内容，请去掉单独成行的 ---。',
  MISSING_CHAR: '这里少了一个符号（逗号、冒号、引号或括号）。',
  BAD_ALIAS: '「*」后面的名字前文没有用「&」定义。',
  MULTILINE_IMPLICIT_KEY: '键和冒号要写在同一行。',
  BLOCK_AS_IMPLICIT_KEY: '一行里有两个冒号。含冒号的文字请加引号。',
  BAD_SCALAR_START: '文字不能这样开头，请加引号。',
  UNEXPECTED_TOKEN: '这里的内容读不通，请检查缩进、引号和括号。',
  BAD_COLLECTION_TYPE: '这里的内容与所写的类型不符。',
  TAG_RESOLVE_FAILED: '不能用「!」开头的类型标记。',
};

export function faultsOf(document: Document): YamlFault[] {
  const errors = [...document.errors, ...document.warnings.filter(({ code }) => code === 'TAG_RESOLVE_FAILED')];
  const faults = errors.map(({ pos, code, message }): YamlFault => {
    const en = message.split('\n')[0]!;
    if (/call stack/.test(en)) return tooDeep(pos[0]);
    return { offset: pos[0], zh: SENTENCES[code] ?? `YAML 格式有误：${en}`, en };
  });
  return faults.length > 0 ? faults : unfoldingOf(document);
}

/**
 * A small file can stand for a huge one, by aliases of aliases or of what holds them, and deep nesting breaks whoever
 * follows it. Both are refused before anybody reads on. Walked by a stack of our own: it may be as deep as it likes.
 */
function unfoldingOf(document: Document): YamlFault[] {
  let aliases = 0;
  const open: { node: unknown; level: number; anchored: boolean }[] = [
    { node: document.contents, level: 0, anchored: false },
  ];
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, level, anchored } = next;
    if (isPair(node)) {
      open.push({ node: node.key, level, anchored }, { node: node.value, level, anchored });
      continue;
    }
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    if (level > MOST_LEVELS) return [tooDeep(offset)];
    if (isAlias(node)) {
      const zh = '「&」定义的内容里不能再用「*」引用。请把它写出来。';
      if (anchored) return [{ offset, zh, en: 'An anchor must not hold an alias.' }];
      const many = `一个文件里最多用 ${MOST_ALIASES} 次「*」引用。`;
      if (++aliases > MOST_ALIASES) return [{ offset, zh: many, en: `At most ${MOST_ALIASES} aliases in a file.` }];
    } else if (isCollection(node)) {
      const inside = anchored || node.anchor !== undefined;
      for (const item of node.items) open.push({ node: item, level: level + 1, anchored: inside });
    }
  }
  return [];
}

function tooDeep(offset: number): YamlFault {
  const zh = `嵌套超过 ${MOST_LEVELS} 层。请拆成几个文件或几条规则。`;
  return { offset, zh, en: `Nested deeper than ${MOST_LEVELS}.` };
}
