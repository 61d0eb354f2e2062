import { isMap, isScalar, type Node } from 'yaml';
import { nearestNames } from '../feel/nearest-names.ts';
import type { IndexedSchema } from '../schema.ts';
import type { LawValue, TableAxis, TableCell } from './pack.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

const MOST_AXES = 2;

/** `by:` of a parameter: what its table is by. Null when an axis cannot be read; what is wrong is reported. */
export function readAxes(yaml: YamlFile, parameter: Mapping, schema: IndexedSchema): TableAxis[] | null {
  const written = parameter.list('by');
  if (written.length === 0 || written.length > MOST_AXES) {
    const zh = `by 应写一项或两项，例如 by: [{ item: ${codeItems(schema)[0] ?? '…'} }]。`;
    yaml.report(parameter.raw('by') ?? parameter.node, 'wrong-shape', zh, '`by` takes one or two axes.');
    return null;
  }
  const axes = written.map((node) => {
    const entry = yaml.mapping(node, ['item', 'categories'], '分类');
    return entry && readAxis(yaml, entry, schema);
  });
  return axes.some((axis) => axis === null) ? null : (axes as TableAxis[]);
}

function readAxis(yaml: YamlFile, entry: Mapping, schema: IndexedSchema): TableAxis | null {
  if (entry.has('item') === entry.has('categories')) {
    const zh = '分类要么写 item（代码项），要么写 categories（自定的类别）。';
    yaml.report(entry.node, 'wrong-shape', zh, 'An axis has either `item` or `categories`.');
    return null;
  }
  if (entry.has('categories')) {
    const categories = entry.texts('categories');
    const twice = categories.find((one, index) => categories.indexOf(one) !== index);
    if (twice !== undefined) {
      yaml.report(
        entry.raw('categories'),
        'duplicate',
        `类别「${twice}」写了两次。`,
        `Category ${twice} stands twice.`,
      );
    }
    return categories.length === 0 ? null : { is: 'text', categories };
  }
  const item = entry.required('item');
  const [owner = '', name = '', ...more] = item.split('.');
  const entity = [...schema.byKey.values()].find((one) => one.ruleName === owner);
  const field = more.length === 0 ? entity?.fields.get(name) : undefined;
  if (field?.type === 'code') return { is: 'code', item, field };
  const near = nearestNames(item, codeItems(schema));
  const zh = `「${item}」不是代码项，不能作分类。${near.length > 0 ? `是不是「${near.join('」「')}」？` : ''}`;
  yaml.report(entry.raw('item'), 'unknown-field', zh, `${item} is no code item.`);
  return null;
}

/** The code items of the schema as rules write them. */
function codeItems(schema: IndexedSchema): string[] {
  return [...schema.byKey.values()].flatMap((entity) =>
    [...entity.fields.values()]
      .filter((field) => field.type === 'code')
      .map((field) => `${entity.ruleName}.${field.ruleName}`),
  );
}

/**
 * `table:` of one value: labels with their values, nested once more where the table is by two. A cell is a plain value
 * or `{ value, clause, note }` where a clause of its own says it.
 */
export function readCells(
  yaml: YamlFile,
  entry: Mapping,
  axes: readonly TableAxis[],
  readScalar: (node: Node | null) => LawValue,
): TableCell[] {
  const cells: TableCell[] = [];
  const walk = (node: Node | null, above: readonly string[]): void => {
    const axis = axes[above.length]!;
    const rows = yaml.mapping(node, [], '分类表');
    const seen = new Map<string, string>();
    for (const row of rows?.keys() ?? []) {
      const label = row.key;
      const known = axis.is === 'text' ? axis.categories : [...axis.field.keysByLabel.keys()];
      if (!known.includes(label)) {
        const near = nearestNames(label, known);
        const hint = near.length > 0 ? `是不是「${near.join('」「')}」？` : `可以写：${known.join('、')}。`;
        const zh = `分类表里没有「${label}」这一类。${hint}`;
        yaml.report(row.node, 'unknown-code', zh, `No category ${label}; there are: ${known.join(', ')}.`);
        continue;
      }
      for (const key of axis.is === 'text' ? [label] : axis.field.keysByLabel.get(label)!) {
        const other = seen.get(key);
        if (other !== undefined) {
          const zh = `「${label}」与「${other}」是同一个代码，只能写一个。`;
          yaml.report(row.node, 'duplicate', zh, `${label} and ${other} are the same code.`);
        }
        seen.set(key, label);
      }
      const categories = [...above, label];
      if (categories.length < axes.length) walk(row.value, categories);
      else cells.push(readCell(yaml, row.value, categories, readScalar));
    }
  };
  walk(entry.raw('table'), []);
  return cells;
}

function readCell(
  yaml: YamlFile,
  written: Node | null,
  categories: readonly string[],
  readScalar: (node: Node | null) => LawValue,
): TableCell {
  const node = yaml.resolve(written);
  if (!isMap(node)) {
    const place = yaml.placeOf(written);
    return { categories, value: isScalar(node) ? readScalar(node) : readScalar(null), clauses: [], note: null, place };
  }
  const cell = yaml.mapping(node, ['value', 'clause', 'note'], '分类表的值')!;
  if (!cell.has('value')) yaml.report(node, 'missing-key', '缺少 value；条款没有写明的写 null。', 'Missing `value`.');
  return {
    categories,
    value: readScalar(cell.raw('value')),
    clauses: cell.texts('clause'),
    note: cell.text('note'),
    place: cell.place,
  };
}
