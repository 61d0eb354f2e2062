import { isMap, isSeq, type Node } from 'yaml';
import type { PackFile } from '../pack-file.ts';
import { type Problem, problemAt } from '../problem.ts';
import { readingOf } from '../read-reading.ts';
import { type Mapping, YamlFile } from '../yaml-reader.ts';
import { type CoverageNotes, NO_NOTES, readCoverageNotes } from './coverage-notes.ts';
import { dayOf, rowsOf, yesOrNo } from './fields.ts';
import { BASE_KEYS, type ItemBase, type PackItem } from './item.ts';
import { ITEM_KINDS } from './item-kinds.ts';
import { quantitiesOf } from './quantity.ts';
import { broughtTasks } from './task-item.ts';

export interface ReadItems {
  readonly items: readonly PackItem[];
  readonly notes: CoverageNotes;
}

/** Whether a file of a pack holds items (or its coverage notes) and not rules, parameters, series or cases. */
export function holdsItems(file: PackFile): boolean {
  const [, folder = '', name] = file.path.split('/');
  if (folder === 'coverage.yaml') return true;
  if (name === undefined || !file.path.endsWith('.yaml') || file.path.endsWith('.cases.yaml')) return false;
  const kind = ITEM_KINDS.find((one) => one.folder === folder);
  // Rules may lie in such a folder too (a coverage rule, a fund formula), and an item may name its `rule`.
  return (
    kind !== undefined && (!/^(rule|formula):/m.test(file.text) || new RegExp(`^${kind.kind}:`, 'm').test(file.text))
  );
}

/** Reads the item files of one pack: each holds one item, or a list of items of the kind of its folder. */
export function readItems(pack: string, files: readonly PackFile[], problems: Problem[]): ReadItems {
  const items = new Map<string, PackItem>();
  let notes = NO_NOTES;
  for (const file of files) {
    if (file.path === `${pack}/tasks.json`) addBrought(pack, file, items, problems);
  }
  for (const file of files.filter(holdsItems)) {
    const yaml = new YamlFile(file.path, file.text, problems);
    const top = yaml.read();
    if (!top) continue;
    if (file.path === `${pack}/coverage.yaml`) notes = readCoverageNotes(yaml, top);
    else for (const node of isSeq(top) ? (top.items as (Node | null)[]) : [top]) addItem(pack, yaml, node, items);
  }
  return { items: [...items.values()], notes };
}

function addBrought(pack: string, file: PackFile, items: Map<string, PackItem>, problems: Problem[]): void {
  try {
    for (const task of broughtTasks(pack, file)) items.set(`task ${task.id}`, task);
  } catch (cause) {
    const zh = '任务分工表读不懂。请用 scripts/bring/clauses.mjs 重新生成。';
    const place = { file: file.path, line: 1, column: 1 };
    problems.push(problemAt(place, 'file-unreadable', zh, `Tasks cannot be read: ${String(cause)}`));
  }
}

function addItem(pack: string, yaml: YamlFile, node: Node | null, items: Map<string, PackItem>): void {
  const folder = yaml.file.split('/')[1];
  const { kind, word, keys, read } = ITEM_KINDS.find((one) => one.folder === folder)!;
  if (isMap(node) && !node.has(kind)) {
    const zh = `${folder}/ 里的每一项都以「${kind}: 编号」开头（${word}）。`;
    yaml.report(node, 'missing-key', zh, `Every item in ${folder}/ begins with \`${kind}: id\`.`);
    return;
  }
  const entry = yaml.mapping(node, [kind, ...BASE_KEYS, ...keys], word);
  if (!entry) return;
  const id = entry.required(kind);
  if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(id)) {
    const zh = `编号「${id}」只能用英文字母、数字和连字符，例如 exit-person。`;
    yaml.report(entry.raw(kind), 'wrong-shape', zh, `Id ${id}: letters, digits and hyphens only.`);
    return;
  }
  const before = items.get(`${kind} ${id}`) ?? null;
  const given = before?.place.file.endsWith('.json') ? before : null;
  if (before && !given) {
    const zh = `${word}「${id}」写了两次，另一处在 ${before.place.file}:${before.place.line}。`;
    yaml.report(entry.raw(kind), 'duplicate', zh, `${kind} ${id} is also in ${before.place.file}.`);
    return;
  }
  items.set(`${kind} ${id}`, read(entry, baseOf(pack, id, entry, given !== null), given));
}

function baseOf(pack: string, id: string, entry: Mapping, isAddition: boolean): ItemBase {
  const clauses = entry.texts('clause');
  const title = isAddition ? (entry.text('title') ?? '') : entry.required('title');
  if (clauses.length === 0) {
    const zh = `「${title || id}」没有条款。请写 clause（条款编号）。`;
    entry.file.report(entry.node, 'no-clause', zh, `${id} cites no clause.`);
  }
  return {
    id,
    title,
    pack,
    clauses,
    aim: yesOrNo(entry, 'aim'),
    holdsFrom: dayOf(entry, 'holdsFrom'),
    holdsUntil: dayOf(entry, 'holdsUntil'),
    quantities: quantitiesOf(entry),
    reading: readingOf(entry),
    damaged: entry.text('damaged'),
    awaits: rowsOf(entry, 'awaits'),
    note: entry.text('note'),
    place: entry.place,
  };
}
