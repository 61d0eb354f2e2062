import { parseCalendarDate } from '@daohu/kernel';
import { isScalar, type Node } from 'yaml';
import { isFeelName } from '../feel/names.ts';
import type { Type } from '../feel/tree.ts';
import { parseUnit } from '../feel/unit.ts';
import type { IndexedSchema } from '../schema.ts';
import { checkDates } from './check-dates.ts';
import type { LawValue, Parameter, ParameterValue, TableAxis, ValueStatus } from './pack.ts';
import { readingOf } from './read-reading.ts';
import { readAxes, readCells } from './read-table.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

const KEYS = ['title', 'unit', 'type', 'range', 'by', 'values', 'reading', 'alternative', 'why'];
const KINDS = ['integer', 'boolean', 'date'] as const;
type ValueKind = (typeof KINDS)[number];

/** One file of `parameters/`: names with their unit and their values by date, single ones or tables by category. */
export function readParameters(pack: string, yaml: YamlFile, top: Node, schema: IndexedSchema): Parameter[] {
  const all = yaml.mapping(top, [], '参数文件');
  if (!all) return [];
  return all.keys().flatMap(({ key: name, node, value }) => {
    const entry = yaml.mapping(value, KEYS, `参数「${name}」`);
    if (!entry) return [];
    if (!isFeelName(name)) {
      const zh = `参数名「${name}」不能用在规则里：请只用文字、数字和下划线，不留空格，不用 and、or 等关键字。`;
      yaml.report(node, 'wrong-shape', zh, `${name} cannot be a name in FEEL.`);
    }
    const kind = readKind(yaml, entry);
    const unit = entry.text('unit') ?? '';
    if (kind === 'integer' && !entry.has('unit')) {
      const zh = `参数「${name}」没有单位。请写 unit，例如 分/人/年、%、人；没有单位的数写 unit: ''。`;
      yaml.report(node, 'no-unit', zh, `Parameter ${name} has no unit.`);
    }
    const by = entry.has('by') ? readAxes(yaml, entry, schema) : [];
    if (!by) return [];
    const values = entry.list('values').flatMap((item) => readValue(yaml, item, kind, by));
    if (values.length === 0)
      yaml.report(node, 'missing-key', `参数「${name}」没有值。`, `Parameter ${name} has no values.`);
    checkDates(yaml, name, values);
    const type = typeOfParameter(yaml, kind, unit, entry, values);
    const place = yaml.placeOf(node);
    return [{ name, title: entry.text('title'), pack, unit, type, by, values, reading: readingOf(entry), place }];
  });
}

function readKind(yaml: YamlFile, entry: Mapping): ValueKind {
  const written = entry.text('type') ?? 'integer';
  const kind = KINDS.find((one) => one === written);
  if (!kind) {
    const zh = `没有「${written}」这种参数。可以写：${KINDS.join('、')}。`;
    yaml.report(entry.raw('type'), 'wrong-shape', zh, `No such type: ${written}; there are ${KINDS.join(', ')}.`);
  }
  return kind ?? 'integer';
}

function typeOfParameter(
  yaml: YamlFile,
  kind: ValueKind,
  unit: string,
  entry: Mapping,
  values: readonly ParameterValue[],
): Type {
  if (kind !== 'integer') return { is: kind };
  const all = values.flatMap((value) => [value.value, value.otherwise, ...value.cells.map((cell) => cell.value)]);
  const known = all.filter((value) => typeof value === 'number');
  // A setting may be filled later: without a declared range ten times the largest known value leaves room for what-if.
  const widest = Math.max(1_000, ...known.map((value) => Math.abs(value) * 10));
  const [low, high] = entry.has('range')
    ? readRange(yaml, entry)
    : [known.some((value) => value < 0) ? -widest : 0, widest];
  const beyond = known.find((value) => value < low || value > high);
  if (beyond !== undefined) {
    const zh = `值 ${beyond} 不在写明的取值范围 ${low} 至 ${high} 内。`;
    yaml.report(entry.raw('range'), 'wrong-shape', zh, `${beyond} lies outside the declared range.`);
  }
  return { is: 'number', unit: parseUnit(unit), free: false, factors: [], low, high };
}

/** `range: [least, most]`, whole numbers of the unit. */
export function readRange(yaml: YamlFile, entry: Mapping): readonly [number, number] {
  const range = entry.data('range');
  const [low, high, ...more] = Array.isArray(range) ? (range as unknown[]) : [];
  if (isWhole(low) && isWhole(high) && low <= high && more.length === 0) return [low, high];
  const zh = 'range 应写两个整数，例如 range: [0, 100000000]。';
  yaml.report(entry.raw('range'), 'wrong-shape', zh, '`range` takes two whole numbers, the lower one first.');
  return [0, 0];
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function readValue(yaml: YamlFile, node: Node | null, kind: ValueKind, by: readonly TableAxis[]): ParameterValue[] {
  const form = by.length > 0 ? ['table', 'otherwise'] : ['value'];
  const entry = yaml.mapping(
    node,
    ['from', 'until', 'knownSince', ...form, 'clause', 'source', 'status', 'note'],
    '参数值',
  );
  if (!entry) return [];
  const clauses = entry.texts('clause');
  const source = entry.text('source');
  const status = (entry.text('status') ?? (source === null ? 'clause' : 'unverified')) as ValueStatus;
  const readScalar = (scalar: Node | null): LawValue => readLawValue(yaml, scalar, kind);
  const cells = by.length > 0 ? readCells(yaml, entry, by, readScalar) : [];
  const citedByCells = cells.length > 0 && cells.every((cell) => cell.clauses.length > 0);
  if (clauses.length === 0 && source === null && !citedByCells) {
    yaml.report(
      node,
      'no-clause',
      '这个值没有出处。请写 clause（条款编号）；条款没有写明数额的，写 source 和 status。',
      'The value cites neither a clause nor a source.',
    );
  }
  if (by.length === 0 && !entry.has('value'))
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
      value: entry.has('value') ? readScalar(entry.raw('value')) : null,
      cells,
      otherwise: entry.has('otherwise') ? readScalar(entry.raw('otherwise')) : null,
      clauses,
      source,
      status,
      note: entry.text('note'),
      place: entry.place,
    },
  ];
}

function readLawValue(yaml: YamlFile, node: Node | null, kind: ValueKind): LawValue {
  const value = isScalar(node) ? (node.value as unknown) : node === null ? null : undefined;
  if (value === null) return null;
  if (kind === 'boolean' && typeof value === 'boolean') return value;
  if (kind === 'date' && typeof value === 'string' && parseCalendarDate(value) !== null) return value;
  if (kind === 'integer' && isWhole(value)) return value;
  const wanted = { integer: '整数（按参数的单位）', boolean: 'true 或 false', date: '日期（2016-01-01）' }[kind];
  yaml.report(node, 'wrong-shape', `值应是${wanted}。`, `The value should be of type ${kind}.`);
  return null;
}
