import { parseCalendarDate, parseDivisionCode } from '@daohu/kernel';
import { isMap, isSeq, type Node, type Scalar } from 'yaml';
import type { Type } from '../feel/tree.ts';
import { parseUnit } from '../feel/unit.ts';
import type {
  CaseFile,
  Kind,
  Pack,
  Parameter,
  ParameterValue,
  Reading,
  RuleCase,
  Series,
  SeriesValue,
  ValueStatus,
} from './pack.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import { type Mapping, YamlFile } from './yaml-reader.ts';

/** The version of the pack format this engine reads. A pack may ask for a newer one and is then refused. */
export const PACK_FORMAT = 1;

/** A pack as written: its rules are not yet compiled, because they may use the names of other packs. */
export interface WrittenPack extends Omit<Pack, 'rules' | 'brokenRules'> {
  readonly rules: readonly WrittenRule[];
}

export interface WrittenRule {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string | null;
  readonly note: string | null;
  readonly root: WrittenNode;
  readonly place: Place;
}

export interface WrittenNode {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly clauses: readonly string[];
  readonly reading: Reading | null;
  readonly when: WrittenFeel | null;
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  readonly place: Place;
  readonly feel: WrittenFeel | null;
  readonly group: { readonly mode: 'all' | 'any'; readonly parts: readonly WrittenNode[] } | null;
}

export interface WrittenFeel {
  readonly text: string;
  readonly placeAt: (offset: number) => Place;
}

export interface PackFile {
  readonly path: string;
  readonly text: string;
}

const MAX_FILE = 1_000_000;

/** Reads the files of one folder, `path` relative to the packs folder. */
export function readPack(key: string, files: readonly PackFile[], problems: Problem[]): WrittenPack | null {
  const head = files.find((file) => file.path === `${key}/pack.yaml`);
  if (!head) return null;
  const header = readHeader(key, head, problems);
  if (!header) return null;
  const parameters: Parameter[] = [];
  const series: Series[] = [];
  const rules: WrittenRule[] = [];
  const cases: CaseFile[] = [];
  for (const file of files) {
    if (file === head || !file.path.endsWith('.yaml')) continue;
    if (file.text.length > MAX_FILE) {
      const place = { file: file.path, line: 1, column: 1 };
      problems.push(problemAt(place, 'file-too-large', '文件超过 1 MB，请拆开。', 'The file exceeds 1 MB: split it.'));
      continue;
    }
    const yaml = new YamlFile(file.path, file.text, problems);
    const top = yaml.read();
    if (!top) continue;
    if (file.path.startsWith(`${key}/parameters/`)) parameters.push(...readParameters(key, yaml, top));
    else if (file.path.startsWith(`${key}/series/`)) series.push(...readSeries(key, yaml, top));
    else if (file.path.endsWith('.cases.yaml')) cases.push(...readCases(key, header, yaml, top));
    else if (isMap(top) && top.has('rule')) rules.push(...readRule(yaml, top));
    else {
      const zh = '看不出这是什么文件：规则要有 rule，参数放在 parameters/，数列放在 series/，例子叫 *.cases.yaml。';
      yaml.report(top, 'wrong-shape', zh, 'Neither a rule nor parameters, series or cases.');
    }
  }
  return { ...header, parameters, series, rules, cases };
}

type Header = Omit<WrittenPack, 'parameters' | 'series' | 'rules' | 'cases'>;

function readHeader(key: string, file: PackFile, problems: Problem[]): Header | null {
  const yaml = new YamlFile(file.path, file.text, problems);
  const allowed = [
    'pack',
    'format',
    'title',
    'issuer',
    'number',
    'date',
    'jurisdiction',
    'inForce',
    'parents',
    'supersedes',
    'note',
  ];
  const top = yaml.mapping(yaml.read(), allowed, '政策包');
  if (!top) return null;
  if (top.required('pack') !== key) {
    yaml.report(
      top.raw('pack'),
      'wrong-shape',
      `「pack」应与文件夹同名：${key}。`,
      `\`pack\` must equal its folder: ${key}.`,
    );
  }
  const format = top.number('format') ?? PACK_FORMAT;
  if (format > PACK_FORMAT) {
    const zh = `这个政策包用的是第 ${format} 版格式，本程序只认到第 ${PACK_FORMAT} 版。请升级程序。`;
    yaml.report(
      top.raw('format'),
      'newer-pack',
      zh,
      `Pack format ${format}; this program reads up to ${PACK_FORMAT}. Upgrade it.`,
    );
    return null;
  }
  const place = yaml.mapping(top.raw('jurisdiction'), ['name', 'code'], '适用地区');
  const inForce = yaml.mapping(top.raw('inForce'), ['from', 'status', 'note'], '施行日期');
  const code = place?.required('code') ?? '';
  if (code !== '0' && parseDivisionCode(code) === null) {
    yaml.report(place?.raw('code'), 'wrong-shape', `「${code}」不是行政区划代码。`, `${code} is no division code.`);
  }
  return {
    key,
    title: top.required('title'),
    issuer: top.text('issuer'),
    number: top.text('number'),
    date: top.text('date'),
    jurisdiction: { name: place?.required('name') ?? '', code },
    inForce: {
      from: inForce ? dateOf(inForce, 'from') : '',
      status: inForce?.text('status') === 'assumed' ? 'assumed' : 'stated',
      note: inForce?.text('note') ?? null,
    },
    parents: top.texts('parents'),
    supersedes: top.list('supersedes').flatMap((node) => {
      const entry = yaml.mapping(node, ['pack', 'from', 'note'], '取代');
      return entry ? [{ pack: entry.required('pack'), from: dateOf(entry, 'from'), note: entry.text('note') }] : [];
    }),
    place: top.place,
  };
}

function readParameters(pack: string, yaml: YamlFile, top: Node): Parameter[] {
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
  const from = dateOf(entry, 'from');
  return [
    {
      from,
      until: entry.has('until') ? dateOf(entry, 'until') : null,
      knownSince: entry.has('knownSince') ? dateOf(entry, 'knownSince') : from,
      value,
      clauses,
      source,
      status,
      note: entry.text('note'),
      place: entry.place,
    },
  ];
}

function checkDates(yaml: YamlFile, name: string, values: readonly ParameterValue[]): void {
  const ordered = [...values].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  for (const [index, value] of ordered.entries()) {
    const next = ordered[index + 1];
    const report = (code: Problem['code'], zh: string, en: string): void => {
      yaml.problems.push(problemAt(value.place, code, zh, en));
    };
    if (value.until !== null && value.until < value.from) {
      report(
        'dates-overlap',
        `参数「${name}」的截止日 ${value.until} 早于起始日 ${value.from}。`,
        `${name}: until is before from.`,
      );
    }
    if (!next) continue;
    const until = value.until;
    if (next.from === value.from && next.knownSince === value.knownSince) {
      report(
        'dates-overlap',
        `参数「${name}」从 ${value.from} 起有两个值。请删去一个。`,
        `${name} has two values from ${value.from}.`,
      );
    } else if (until !== null && next.from <= until && next.from !== value.from) {
      report(
        'dates-overlap',
        `参数「${name}」的两个值在 ${next.from} 至 ${until} 重叠。`,
        `${name}: values overlap from ${next.from} to ${until}.`,
      );
    } else if (until !== null && next.from > dayAfter(until)) {
      report(
        'dates-gap',
        `参数「${name}」在 ${dayAfter(until)} 至 ${next.from} 之间没有值。`,
        `${name} has no value between ${until} and ${next.from}.`,
      );
    }
  }
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function readSeries(pack: string, yaml: YamlFile, top: Node): Series[] {
  const entry = yaml.mapping(top, ['series', 'title', 'unit', 'origin', 'licence', 'values'], '统计数列');
  if (!entry) return [];
  const seen = new Set<string>();
  const values = entry.list('values').flatMap((node): SeriesValue[] => {
    const value = yaml.mapping(node, ['division', 'name', 'year', 'value', 'status', 'source'], '数列的值');
    if (!value) return [];
    const code = value.required('division');
    const division = code === '0' ? 0 : parseDivisionCode(code);
    const year = value.number('year');
    const amount = value.number('value');
    if (division === null || year === null || amount === null || !Number.isSafeInteger(amount)) {
      yaml.report(
        node,
        'wrong-shape',
        '应有 division（区划代码）、year 和整数的 value。',
        'Needs division, year and a whole value.',
      );
      return [];
    }
    if (seen.has(`${code}/${year}`))
      yaml.report(node, 'duplicate', `${code} 在 ${year} 年有两个值。`, `${code} has two values for ${year}.`);
    seen.add(`${code}/${year}`);
    const status = value.text('status') === 'sourced' ? 'sourced' : 'unverified';
    return [{ division, year, value: amount, status, source: value.required('source') }];
  });
  return [
    {
      id: entry.required('series'),
      title: entry.required('title'),
      unit: entry.text('unit') ?? '',
      pack,
      values,
      place: entry.place,
    },
  ];
}

const NODE_KEYS = [
  'id',
  'title',
  'kind',
  'clause',
  'feel',
  'when',
  'all',
  'any',
  'holdsFrom',
  'holdsUntil',
  'reading',
  'alternative',
  'why',
];
const RULE_KEYS = ['rule', 'subject', 'note', ...NODE_KEYS];

function readRule(yaml: YamlFile, top: Node): WrittenRule[] {
  const entry = yaml.mapping(top, RULE_KEYS, '规则');
  if (!entry) return [];
  const root = readNode(yaml, entry, '', 'criterion');
  if (!root) return [];
  return [
    {
      id: entry.required('rule'),
      title: entry.required('title'),
      subject: entry.required('subject'),
      holdsFrom: dateOf(entry, 'holdsFrom'),
      holdsUntil: entry.has('holdsUntil') ? dateOf(entry, 'holdsUntil') : null,
      note: entry.text('note'),
      root,
      place: entry.place,
    },
  ];
}

function readNode(yaml: YamlFile, entry: Mapping, path: string, inherited: Kind): WrittenNode | null {
  const written = entry.text('kind');
  if (written !== null && written !== 'criterion' && written !== 'aim') {
    yaml.report(
      entry.raw('kind'),
      'wrong-shape',
      'kind 只能是 criterion（必须达到）或 aim（力争，不阻断）。',
      '`kind` is criterion or aim.',
    );
  }
  const kind: Kind = inherited === 'aim' || written === 'aim' ? 'aim' : 'criterion';
  const forms = ['feel', 'all', 'any'].filter((form) => entry.has(form));
  if (forms.length !== 1) {
    yaml.report(
      entry.node,
      'wrong-shape',
      '一个条件要么写 feel，要么写 all 或 any，只能写一种。',
      'A condition has exactly one of feel, all, any.',
    );
    return null;
  }
  const common = {
    id: entry.text('id') ?? path,
    title: entry.required('title'),
    kind,
    clauses: entry.texts('clause'),
    reading: readingOf(entry),
    when: feelOf(yaml, entry, 'when'),
    holdsFrom: entry.has('holdsFrom') ? dateOf(entry, 'holdsFrom') : null,
    holdsUntil: entry.has('holdsUntil') ? dateOf(entry, 'holdsUntil') : null,
    place: entry.place,
  };
  const form = forms[0] as 'feel' | 'all' | 'any';
  if (form === 'feel') {
    const feel = feelOf(yaml, entry, 'feel');
    return feel && { ...common, feel, group: null };
  }
  const parts = entry.list(form).flatMap((node, index) => {
    const part = yaml.mapping(node, NODE_KEYS, '条件');
    const read = part && readNode(yaml, part, `${path === '' ? '' : `${path}.`}${form}.${index}`, kind);
    return read ? [read] : [];
  });
  if (parts.length === 0)
    yaml.report(entry.raw(form), 'wrong-shape', `「${form}」里没有条件。`, `\`${form}\` is empty.`);
  return { ...common, feel: null, group: { mode: form, parts } };
}

function feelOf(yaml: YamlFile, entry: Mapping, key: string): WrittenFeel | null {
  if (!entry.has(key)) return null;
  const scalar = entry.scalar(key);
  // A bare `true` is a YAML boolean and a FEEL expression at once.
  if (scalar && (typeof scalar.value === 'string' || typeof scalar.value === 'boolean')) {
    return { text: String(scalar.value), placeAt: (offset) => yaml.placeWithin(scalar as Scalar, offset) };
  }
  yaml.report(entry.raw(key), 'wrong-shape', `「${key}」应是一个表达式。`, `\`${key}\` should be an expression.`);
  return null;
}

function readingOf(entry: Mapping): Reading | null {
  const taken = entry.text('reading');
  return taken === null ? null : { taken, alternative: entry.text('alternative'), why: entry.text('why') };
}

function dateOf(entry: Mapping, key: string): string {
  const text = entry.required(key);
  if (text !== '' && parseCalendarDate(text) === null) {
    entry.file.report(
      entry.raw(key),
      'wrong-shape',
      `「${text}」不是日期，应写成 2016-01-01。`,
      `${text} is no calendar date.`,
    );
  }
  return text;
}

function readCases(pack: string, header: Header, yaml: YamlFile, top: Node): CaseFile[] {
  const name = yaml.file.slice(yaml.file.lastIndexOf('/') + 1).replace(/\.cases\.yaml$/, '');
  let base: { [key: string]: unknown } = {};
  let defaults = { date: '', division: header.jurisdiction.code };
  let rule = name;
  let nodes: (Node | null)[];
  if (isSeq(top)) nodes = top.items as (Node | null)[];
  else {
    const entry = yaml.mapping(top, ['rule', 'date', 'division', 'base', 'cases'], '例子文件');
    if (!entry) return [];
    rule = entry.text('rule') ?? name;
    base = (entry.data('base') ?? {}) as { [key: string]: unknown };
    defaults = { date: entry.text('date') ?? '', division: entry.text('division') ?? header.jurisdiction.code };
    nodes = entry.list('cases');
  }
  const cases = nodes.flatMap((node): RuleCase[] => {
    const entry = yaml.mapping(node, ['name', 'date', 'division', 'facts', 'parameters', 'expect'], '例子');
    const expect = entry && yaml.mapping(entry.raw('expect'), ['verdict', 'because', 'missing', 'aims'], '期望');
    if (!entry || !expect) return [];
    return [
      {
        name: entry.required('name'),
        date: entry.text('date') ?? defaults.date,
        division: entry.text('division') ?? defaults.division,
        facts: overlay(base, (entry.data('facts') ?? {}) as { [key: string]: unknown }),
        parameters: (entry.data('parameters') ?? {}) as { [key: string]: unknown },
        expect: {
          verdict: expect.required('verdict'),
          because: expect.has('because') ? expect.texts('because') : null,
          missing: expect.has('missing') ? expect.texts('missing') : null,
          aims: (expect.data('aims') ?? null) as { [clause: string]: string } | null,
        },
        place: entry.place,
      },
    ];
  });
  return [{ rule, pack, cases, place: yaml.placeOf(top) }];
}

/** The base with one case's changes: `成员.0.参保: false` reaches into lists and records, anything else replaces. */
function overlay(base: { [key: string]: unknown }, changes: { [key: string]: unknown }): { [key: string]: unknown } {
  const made = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    let holder = made as { [key: string]: unknown };
    for (const step of steps.slice(0, -1)) {
      const next = Object.hasOwn(holder, step) ? holder[step] : undefined;
      if (next === null || typeof next !== 'object') holder[step] = {};
      holder = holder[step] as { [key: string]: unknown };
    }
    Object.defineProperty(holder, steps.at(-1)!, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}
