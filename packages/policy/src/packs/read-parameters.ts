import { parseCalendarDate } from '@daohu/kernel';
import type { Node } from 'yaml';
import type { Type } from '../feel/tree.ts';
import { parseUnit } from '../feel/unit.ts';
import { checkDates } from './check-dates.ts';
import type { Parameter, ParameterValue, ValueStatus } from './pack.ts';
import { readingOf } from './read-reading.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

export function readParameters(pack: string, yaml: YamlFile, top: Node): Parameter[] {
  const all = yaml.mapping(top, [], '参数文件');
  if (!all) return [];
  return all.keys().flatMap(({ key: name, node, value }) => {
    const entry = yaml.mapping(
      value,
      ['title', 'unit', 'type', 'range', 'values', 'reading', 'alternative', 'why'],
      `参数「${name}」`,
    );
    if (!entry) return [];
    const kind = entry.text('type') ?? 'integer';
    const unit = entry.text('unit') ?? '';
    if (kind === 'integer' && !entry.has('unit')) {
      yaml.report(
        node,
        'no-unit',
        `参数「${name}」没有单位。请写 unit，例如 分/人/年、%、户；没有单位的数写 unit: ''。`,
        `Parameter ${name} has no unit.`,
      );
    }
    const values = entry.list('values').flatMap((item) => readValue(yaml, item, kind));
    if (values.length === 0)
      yaml.report(node, 'missing-key', `参数「${name}」没有值。`, `Parameter ${name} has no values.`);
    checkDates(yaml, name, values);
    return [
      {
        name,
        title: entry.text('title'),
        pack,
        unit,
        type: typeOfParameter(kind, unit, entry, values),
        values,
        reading: readingOf(entry),
        place: yaml.placeOf(node),
      },
    ];
  });
}

function typeOfParameter(kind: string, unit: string, entry: Mapping, values: readonly ParameterValue[]): Type {
  if (kind === 'boolean') return { is: 'boolean' };
  if (kind === 'date') return { is: 'date' };
  const range = entry.data('range');
  const known = values.flatMap((value) => (typeof value.value === 'number' ? [value.value] : []));
  // A setting may be filled later: without a declared range ten times the largest known value leaves room for what-if.
  const widest = Math.max(1_000, ...known.map((value) => Math.abs(value) * 10));
  const [low, high] = Array.isArray(range)
    ? (range as [number, number])
    : [known.some((value) => value < 0) ? -widest : 0, widest];
  return { is: 'number', unit: parseUnit(unit), free: false, factors: [], low, high };
}

function readValue(yaml: YamlFile, node: Node | null, kind: string): ParameterValue[] {
  const entry = yaml.mapping(
    node,
    ['from', 'until', 'knownSince', 'value', 'clause', 'source', 'status', 'note'],
    '参数值',
  );
  if (!entry) return [];
  const clauses = entry.texts('clause');
  const source = entry.text('source');
  const status = (entry.text('status') ?? (source === null ? 'clause' : 'unverified')) as ValueStatus;
  if (clauses.length === 0 && source === null) {
    yaml.report(
      node,
      'no-clause',
      '这个值没有出处。请写 clause（条款编号）；条款没有写明数额的，写 source 和 status。',
      'The value cites neither a clause nor a source.',
    );
  }
  const value = (entry.data('value') ?? null) as ParameterValue['value'];
  const fits =
    value === null ||
    (kind === 'boolean'
      ? typeof value === 'boolean'
      : kind === 'date'
        ? parseCalendarDate(String(value)) !== null
        : Number.isSafeInteger(value));
  if (!fits)
    yaml.report(
      entry.raw('value'),
      'wrong-shape',
      '值应是整数（按参数的单位）。',
      'The value should be a whole number of its unit.',
    );
  if (!entry.has('value'))
    yaml.report(
      node,
      'missing-key',
      '缺少 value；条款没有写明的写 null。',
      'Missing `value`; write null where the text leaves it open.',
    );
  const from = entry.date('from');
  return [
    {
      from,
      until: entry.has('until') ? entry.date('until') : null,
      knownSince: entry.has('knownSince') ? entry.date('knownSince') : from,
      value,
      clauses,
      source,
      status,
      note: entry.text('note'),
      place: entry.place,
    },
  ];
}
