import type { Node } from 'yaml';
import { isFeelName } from '../feel/names.ts';
import type { EntitySchema, FieldSchema } from '../schema.ts';
import { readRange } from './read-parameters.ts';
import { readingOf } from './read-reading.ts';
import { readAmount } from './read-rule.ts';
import type { WrittenRule } from './written.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

const KEYS = [
  ...['formula', 'title', 'clause', 'note', 'holdsFrom', 'holdsUntil', 'inputs', 'unit', 'value'],
  ...['reading', 'alternative', 'why'],
];

/**
 * 公式: a number from inputs that no register holds. Its inputs are the fields of a subject of its own. It holds from the
 * day of its pack unless it says another.
 */
export function readFormula(yaml: YamlFile, top: Node, inForce: string): WrittenRule[] {
  const entry = yaml.mapping(top, KEYS, '公式');
  if (!entry) return [];
  const id = entry.required('formula');
  const title = entry.required('title');
  const amount = readAmount(yaml, entry, 'value');
  const subject: EntitySchema = {
    key: `formula:${id}`,
    ruleName: title,
    label: title,
    fields: readInputs(yaml, entry),
  };
  if (!amount) return [];
  const clauses = entry.texts('clause');
  const place = entry.place;
  return [
    {
      kind: 'formula',
      id,
      name: null,
      title,
      subject,
      holdsFrom: entry.has('holdsFrom') ? entry.date('holdsFrom') : inForce,
      holdsUntil: entry.has('holdsUntil') ? entry.date('holdsUntil') : null,
      note: entry.text('note'),
      root: {
        ...{ id: '', title, kind: 'criterion', clauses, source: null, reading: readingOf(entry), when: null },
        ...{ holdsFrom: null, holdsUntil: null, place, feel: null, group: { mode: 'all', parts: [] } },
      },
      amount,
      entitlement: null,
      check: null,
      place,
      namePlace: place,
      subjectPlace: place,
    },
  ];
}

function readInputs(yaml: YamlFile, entry: Mapping): FieldSchema[] {
  const inputs = yaml.mapping(entry.raw('inputs'), [], '公式的输入');
  return (inputs?.keys() ?? []).flatMap(({ key: name, node, value }): FieldSchema[] => {
    if (!isFeelName(name)) {
      const zh = `「${name}」不能作输入的名字：请只用文字、数字和下划线，不留空格，不用 and、or 等关键字。`;
      yaml.report(node, 'wrong-shape', zh, `${name} cannot be a name in FEEL.`);
      return [];
    }
    const input = yaml.mapping(value, ['title', 'type', 'unit', 'range'], `输入「${name}」`);
    if (!input) return [];
    const type = input.oneOf('type', ['integer', 'boolean', 'date'] as const) ?? 'integer';
    const field = { key: name, ruleName: name, label: input.text('title') ?? name, type };
    if (type !== 'integer') return [field];
    if (!input.has('unit'))
      yaml.report(node, 'no-unit', `输入「${name}」没有单位。请写 unit。`, `Input ${name} has no unit.`);
    if (!input.has('range'))
      yaml.report(node, 'missing-key', `输入「${name}」没有取值范围。请写 range。`, `Input ${name} has no range.`);
    return [{ ...field, unit: input.text('unit') ?? '', range: input.has('range') ? readRange(yaml, input) : [0, 0] }];
  });
}
