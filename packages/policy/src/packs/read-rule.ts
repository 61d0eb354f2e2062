import type { Node } from 'yaml';
import { isFeelName } from '../feel/names.ts';
import type { RuleKind, RuleRelation, Severity } from './pack.ts';
import { CONDITION_KEYS, readConditions } from './read-conditions.ts';
import { feelOf, messageOf } from './read-feel.ts';
import { readingOf } from './read-reading.ts';
import type { WrittenAmount, WrittenCheck, WrittenEntitlement, WrittenNode, WrittenRule } from './written.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

const COMMON = ['rule', 'name', 'kind', 'subject', 'title', 'clause', 'note', 'holdsFrom', 'holdsUntil'];
const READING = ['reading', 'alternative', 'why'];
/** What a rule as a whole has of a condition. `when` is not among them: a rule that does not apply would be met. */
const CONDITIONS = CONDITION_KEYS.filter((key) => key !== 'when' && key !== 'id');
const KEYS: Record<Exclude<RuleKind, 'formula'>, readonly string[]> = {
  criterion: [...COMMON, ...CONDITIONS],
  check: [...COMMON, ...CONDITIONS, 'severity', 'message', 'source'],
  quantity: [...COMMON, ...READING, 'unit', 'value'],
  entitlement: [
    ...[...COMMON, ...READING, 'all', 'any', 'unit', 'amount', 'amountIs', 'period', 'provider', 'benefit'],
    ...['stacksWith', 'excludes'],
  ],
};
const KINDS = Object.keys(KEYS) as Exclude<RuleKind, 'formula'>[];

/** A rule file: of which kind, about whom, under which conditions, and how much. */
export function readRule(yaml: YamlFile, top: Node): WrittenRule[] {
  const peek = yaml.mapping(top, [], '规则');
  if (!peek) return [];
  const written = peek.text('kind') ?? 'criterion';
  const kind = KINDS.find((one) => one === written);
  if (!kind) {
    const zh = `没有「${written}」这种规则。可以写：${KINDS.join('、')}（力争 aim 写在条件里）。`;
    yaml.report(peek.raw('kind'), 'wrong-shape', zh, `No kind ${written}; there are: ${KINDS.join(', ')}.`);
    return [];
  }
  const entry = yaml.mapping(top, [...new Set(KEYS[kind])], `规则（${kind}）`)!;
  const root = readRoot(yaml, entry, kind);
  const amount = readAmountOf(yaml, entry, kind);
  if (!root || (kind === 'quantity' && !amount)) return [];
  return [
    {
      kind,
      id: entry.required('rule'),
      name: readName(yaml, entry),
      title: entry.required('title'),
      subject: entry.required('subject'),
      holdsFrom: entry.date('holdsFrom'),
      holdsUntil: entry.has('holdsUntil') ? entry.date('holdsUntil') : null,
      note: entry.text('note'),
      root,
      amount,
      entitlement: kind === 'entitlement' ? readEntitlement(yaml, entry, amount) : null,
      check: kind === 'check' ? readCheck(yaml, entry) : null,
      place: entry.place,
      namePlace: yaml.placeOf(entry.raw('name') ?? entry.node),
      subjectPlace: entry.place,
    },
  ];
}

function readName(yaml: YamlFile, entry: Mapping): string | null {
  const name = entry.text('name');
  if (name === null || isFeelName(name)) return name;
  const zh = `规则名「${name}」不能用在表达式里：请只用文字、数字和下划线，不留空格，不用 and、or 等关键字。`;
  yaml.report(entry.raw('name'), 'wrong-shape', zh, `${name} cannot be a name in FEEL.`);
  return null;
}

function readRoot(yaml: YamlFile, entry: Mapping, kind: RuleKind): WrittenNode | null {
  const conditions = ['all', 'any', 'feel'].filter((form) => entry.has(form));
  const always = kind === 'quantity' || (kind === 'entitlement' && conditions.length === 0);
  if (!always) return readConditions(yaml, entry, kind === 'check');
  return {
    id: '',
    title: entry.text('title') ?? '',
    kind: 'criterion',
    clauses: entry.texts('clause'),
    source: null,
    reading: readingOf(entry),
    when: null,
    holdsFrom: null,
    holdsUntil: null,
    place: entry.place,
    feel: null,
    group: { mode: 'all', parts: [] },
  };
}

function readAmountOf(yaml: YamlFile, entry: Mapping, kind: RuleKind): WrittenAmount | null {
  if (kind === 'quantity') return readAmount(yaml, entry, 'value');
  return kind === 'entitlement' && entry.has('amount') ? readAmount(yaml, entry, 'amount') : null;
}

/** A number with its unit: an expression, or `{ feel, clause, reading … }` where a clause of its own says it. */
export function readAmount(yaml: YamlFile, entry: Mapping, key: 'value' | 'amount'): WrittenAmount | null {
  if (!entry.has(key)) {
    yaml.report(entry.node, 'missing-key', `缺少「${key}」。`, `Missing \`${key}\`.`);
    return null;
  }
  if (!entry.has('unit')) {
    const zh = "没有单位。请写 unit，例如 分/年、%；没有单位的数写 unit: ''。";
    yaml.report(entry.node, 'no-unit', zh, 'Missing `unit`.');
  }
  const own = entry.child(key, ['feel', 'clause', ...READING], '数额');
  const feel = own ? feelOf(yaml, own, 'feel') : feelOf(yaml, entry, key);
  if (!feel) return null;
  const ownClauses = own?.texts('clause') ?? [];
  return {
    feel,
    unit: entry.text('unit') ?? '',
    clauses: ownClauses.length > 0 ? ownClauses : entry.texts('clause'),
    reading: own ? readingOf(own) : null,
    place: yaml.placeOf(entry.raw(key)),
  };
}

const AMOUNT_IS = ['exact', 'at-least', 'at-most'] as const;

function readEntitlement(yaml: YamlFile, entry: Mapping, amount: WrittenAmount | null): WrittenEntitlement {
  const benefit = entry.text('benefit');
  if (!amount && benefit === null) {
    const zh = '待遇要写数额 amount（和 unit），不能用数表示的写 benefit（例如：免费）。';
    yaml.report(entry.node, 'missing-key', zh, 'An entitlement has an `amount` or a `benefit`.');
  }
  if (!amount && entry.has('unit')) {
    yaml.report(entry.raw('unit'), 'unknown-key', '没有 amount，就不写 unit。', '`unit` stands with an amount only.');
  }
  return {
    amountIs: entry.oneOf('amountIs', AMOUNT_IS) ?? 'exact',
    period: entry.text('period'),
    provider: entry.text('provider'),
    benefit,
    stacksWith: readRelations(yaml, entry, 'stacksWith'),
    excludes: readRelations(yaml, entry, 'excludes'),
  };
}

/** Ids of other entitlements; `{ rule, clause }` where a clause says it. */
function readRelations(yaml: YamlFile, entry: Mapping, key: string): RuleRelation[] {
  return entry.list(key).flatMap((node) => {
    const text = yaml.textOf(node);
    if (text !== null) return [{ rule: text, clauses: [], place: yaml.placeOf(node) }];
    const relation = yaml.mapping(node, ['rule', 'clause'], `「${key}」的一项`);
    if (!relation) return [];
    return [{ rule: relation.required('rule'), clauses: relation.texts('clause'), place: relation.place }];
  });
}

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'hint'];

function readCheck(yaml: YamlFile, entry: Mapping): WrittenCheck {
  if (!entry.has('severity')) entry.required('severity');
  return {
    severity: entry.oneOf('severity', SEVERITIES) ?? 'warning',
    message: messageOf(yaml, entry, 'message'),
    source: entry.text('source'),
  };
}
