import type { Kind, PublicSource } from './pack.ts';
import { feelOf } from './read-feel.ts';
import { readingOf } from './read-reading.ts';
import type { WrittenNode } from './written.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

export const CONDITION_KEYS = [
  ...['id', 'title', 'kind', 'clause', 'feel', 'when', 'all', 'any', 'holdsFrom', 'holdsUntil'],
  ...['source', 'status', 'reading', 'alternative', 'why'],
];

/** The conditions of a rule as a tree. `alone`: one expression may stand for the whole list. */
export function readConditions(yaml: YamlFile, entry: Mapping, alone: boolean): WrittenNode | null {
  const root = readNode(yaml, entry, '', 'criterion', true);
  if (!root || root.group) return root;
  if (alone) return { ...root, feel: null, when: null, group: { mode: 'all', parts: [{ ...root, id: 'feel' }] } };
  const zh = '规则应写成 all 或 any 的条件列表。';
  yaml.report(entry.node, 'wrong-shape', zh, 'A rule is a list of conditions: all or any.');
  return null;
}

function readNode(yaml: YamlFile, entry: Mapping, path: string, inherited: Kind, isRoot: boolean): WrittenNode | null {
  const kind = isRoot ? inherited : readKind(yaml, entry, inherited);
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
    source: sourceOf(entry),
    reading: readingOf(entry),
    when: isRoot ? null : feelOf(yaml, entry, 'when'),
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
    const part = yaml.mapping(node, CONDITION_KEYS, '条件');
    const read = part && readNode(yaml, part, `${path === '' ? '' : `${path}.`}${form}.${index}`, kind, false);
    return read ? [read] : [];
  });
  if (parts.length === 0)
    yaml.report(entry.raw(form), 'wrong-shape', `「${form}」里没有条件。`, `\`${form}\` is empty.`);
  return { ...common, feel: null, group: { mode: form, parts } };
}

/** Of a check `source` is said once for the whole rule, and needs no status. */
function sourceOf(entry: Mapping): PublicSource | null {
  const text = entry.text('source');
  const status = entry.oneOf('status', ['sourced', 'unverified'] as const) ?? 'unverified';
  return text === null ? null : { text, status };
}

function readKind(yaml: YamlFile, entry: Mapping, inherited: Kind): Kind {
  const written = entry.text('kind');
  if (written !== null && written !== 'criterion' && written !== 'aim') {
    const zh = '条件的 kind 只能是 criterion（必须达到）或 aim（力争，不阻断）。';
    yaml.report(entry.raw('kind'), 'wrong-shape', zh, 'The `kind` of a condition is criterion or aim.');
  }
  return inherited === 'aim' || written === 'aim' ? 'aim' : 'criterion';
}
