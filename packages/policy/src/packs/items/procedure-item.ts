import type { Mapping } from '../yaml-reader.ts';
import { oneOf, requiredOneOf, whole, windowOf, type YearlyWindow, yesOrNo } from './fields.ts';
import type { ItemBase } from './item.ts';

/** 程序: the steps through which a decision passes, in their order. */
export interface ProcedureItem extends ItemBase {
  readonly kind: 'procedure';
  /** Who or what passes through it. */
  readonly subject: string;
  readonly steps: readonly Step[];
}

/** 步骤: one act of one body. What the text leaves open is null and becomes a setting of an office. */
export interface Step {
  readonly id: string;
  readonly title: string;
  /** The level that acts; null where the text does not say. */
  readonly by: Level | null;
  /** The body as the text names it (市教育局). */
  readonly actor: string | null;
  readonly act: Act;
  /** Of a notice: days that it runs at least. Null is a setting. Absent for other acts. */
  readonly days?: number | null;
  /** Of a spot check: percent of the entries drawn. Null is a setting. Absent for other acts. */
  readonly sampleRate?: number | null;
  /** Days within which the step must be done, where the text gives a limit. */
  readonly withinDays: number | null;
  /** The part of every year in which it is done (每年一季度). */
  readonly window: YearlyWindow | null;
  /** Where a notice or announcement appears. */
  readonly media: readonly string[];
  /** What must be there before the step can close: minutes, a signed list, photos. */
  readonly needs: readonly string[];
  /** Who must sign (家长, 班主任). */
  readonly confirms: readonly string[];
  /** Steps that must be closed before; the step before it when nothing is written, none when the list is empty. */
  readonly after: readonly string[];
  /** The rule whose verdict the step rests on. */
  readonly rule: string | null;
  /** 可、可以: the step may be left out. */
  readonly optional: boolean;
  /** Empty where the clauses of the procedure state it. */
  readonly clauses: readonly string[];
  readonly note: string | null;
}

export type Level = (typeof LEVELS)[number];
export const LEVELS = ['nation', 'province', 'city', 'county', 'township', 'village', 'household'] as const;

/**
 * What a step does with its entries. `notice` runs a clock and takes objections, `publish` tells and does not wait;
 * `review` looks at papers, `verify` at every case itself, `spot-check` at a sample.
 */
export type Act = (typeof ACTS)[number];
export const ACTS = [
  'apply',
  'survey',
  'meet',
  'decide',
  'notice',
  'review',
  'verify',
  'spot-check',
  'approve',
  'file',
  'publish',
  'enter',
  'admit',
  'strike-off',
  'confirm',
  'sign',
  'plan',
  'tender',
  'implement',
  'accept',
  'allocate',
  'pay',
  'evaluate',
  'report',
  'supervise',
  'rectify',
] as const;

export const PROCEDURE_KEYS = ['subject', 'steps'];
const STEP_KEYS = [
  'id',
  'title',
  'by',
  'actor',
  'act',
  'clause',
  'days',
  'sampleRate',
  'withinDays',
  'window',
  'media',
  'needs',
  'confirms',
  'after',
  'rule',
  'optional',
  'note',
];

export function readProcedure(entry: Mapping, base: ItemBase): ProcedureItem {
  const steps: Step[] = [];
  for (const node of entry.list('steps')) {
    const one = entry.file.mapping(node, STEP_KEYS, '步骤');
    if (one) steps.push(readStep(one, steps));
  }
  if (steps.length === 0) {
    const zh = `程序「${base.id}」没有步骤。请写 steps。`;
    entry.file.report(entry.node, 'missing-key', zh, `Procedure ${base.id} has no steps.`);
  }
  return { ...base, kind: 'procedure', subject: entry.required('subject'), steps };
}

function readStep(entry: Mapping, before: readonly Step[]): Step {
  const { file } = entry;
  const id = entry.required('id');
  if (id !== '' && !/^[A-Za-z][A-Za-z0-9-]*$/.test(id)) {
    const zh = `步骤的 id「${id}」只能用英文字母、数字和连字符，例如 village-notice。`;
    file.report(entry.raw('id'), 'wrong-shape', zh, `Step id ${id}: letters, digits and hyphens only.`);
  }
  if (before.some((step) => step.id === id)) {
    file.report(entry.raw('id'), 'duplicate', `步骤「${id}」写了两次。`, `Step ${id} is written twice.`);
  }
  if (!entry.has('by')) {
    const zh = `缺少「by」（由哪一级办理）。文件没有写明的写 by: null。可以写：${LEVELS.join('、')}。`;
    file.report(entry.node, 'missing-key', zh, `Missing \`by\`: one of ${LEVELS.join(', ')}, or null.`);
  }
  const act = requiredOneOf(entry, 'act', ACTS, 'decide');
  const after = entry.has('after') ? entry.texts('after') : before.slice(-1).map((step) => step.id);
  for (const name of after) {
    if (before.some((step) => step.id === name)) continue;
    const zh = `步骤「${id}」的 after 写了「${name}」，它前面没有这一步。前面的步骤：${before.map((step) => step.id).join('、')}。`;
    file.report(entry.raw('after'), 'unknown-step', zh, `No earlier step ${name}.`);
  }
  return {
    id,
    title: entry.required('title'),
    by: oneOf(entry, 'by', LEVELS),
    actor: entry.text('actor'),
    act,
    ...openNumber(entry, 'days', act === 'notice', '公示天数', 365),
    ...openNumber(entry, 'sampleRate', act === 'spot-check', '抽查比例（%）', 100),
    withinDays: whole(entry, 'withinDays', 1, 3650),
    window: windowOf(entry, 'window'),
    media: entry.texts('media'),
    needs: entry.texts('needs'),
    confirms: entry.texts('confirms'),
    after,
    rule: entry.text('rule'),
    optional: yesOrNo(entry, 'optional'),
    clauses: entry.texts('clause'),
    note: entry.text('note'),
  };
}

/** A number that one kind of act must state, if only as null, and the others must not. */
function openNumber<Key extends 'days' | 'sampleRate'>(
  entry: Mapping,
  key: Key,
  wanted: boolean,
  word: string,
  high: number,
): { readonly [K in Key]?: number | null } {
  if (entry.has(key) && !wanted) {
    const zh = `只有${key === 'days' ? ' act: notice（公示）' : ' act: spot-check（抽查）'}写「${key}」；办理时限写 withinDays。`;
    entry.file.report(entry.raw(key), 'unknown-key', zh, `\`${key}\` belongs to another act.`);
  }
  if (!wanted) return {};
  if (!entry.has(key)) {
    const zh = `缺少「${key}」（${word}）。文件没有写明的写 ${key}: null，由发文机关设定。`;
    entry.file.report(entry.node, 'missing-key', zh, `Missing \`${key}\`; write null where the text leaves it open.`);
  }
  return { [key]: whole(entry, key, 1, high) } as { readonly [K in Key]?: number | null };
}
