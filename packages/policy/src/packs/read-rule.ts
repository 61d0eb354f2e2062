import type { Node, Scalar } from 'yaml';
import type { Kind } from './pack.ts';
import { readingOf } from './read-reading.ts';
import type { WrittenFeel, WrittenNode, WrittenRule } from './written.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

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

export function readRule(yaml: YamlFile, top: Node): WrittenRule[] {
  const entry = yaml.mapping(top, RULE_KEYS, '规则');
  if (!entry) return [];
  const root = readNode(yaml, entry, '', 'criterion');
  if (!root) return [];
  return [
    {
      id: entry.required('rule'),
      title: entry.required('title'),
      subject: entry.required('subject'),
      holdsFrom: entry.date('holdsFrom'),
      holdsUntil: entry.has('holdsUntil') ? entry.date('holdsUntil') : null,
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
    holdsFrom: entry.has('holdsFrom') ? entry.date('holdsFrom') : null,
    holdsUntil: entry.has('holdsUntil') ? entry.date('holdsUntil') : null,
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
