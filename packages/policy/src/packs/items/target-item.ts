import { isMap, isScalar } from 'yaml';
import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf, divisionCodeOf, requiredOneOf, yearsOf, yesOrNo } from './fields.ts';
import type { ItemBase } from './item.ts';
import { amountOf, readAmount, type StatedQuantity } from './quantity.ts';
import { ROUNDINGS, type Rounding, splitTotal } from './split-total.ts';

/** 目标: what is to be reached by when, by year where the text says so. */
export interface TargetItem extends ItemBase {
  readonly kind: 'target';
  /** What is counted: one of the subjects. */
  readonly subject: string;
  /** What counts as reached, in words (当年达标的学校). */
  readonly measure: string;
  /** The rule whose `met` counts one, where a rule decides it. */
  readonly rule: string | null;
  /** The whole of which the shares are taken. */
  readonly base: StatedQuantity | null;
  /** By year: percent of the base, or a number. Empty when the target is one value or only a deadline. */
  readonly years: readonly TargetYear[];
  /** The years add up one upon the other (到2018年累计75%), so each includes those before it. */
  readonly cumulative: boolean;
  /** The text names only some of the years, so they need not add up to the whole. */
  readonly partial: boolean;
  readonly rounding: Rounding | null;
  /** One value to reach, at least or at most, as the text says. */
  readonly value: StatedQuantity | null;
  readonly by: Deadline | null;
  /** Deadlines that differ by group (收入比例70%以上的县 2017 年). */
  readonly deadlines: readonly GroupDeadline[];
  /** Whose target it is where that is not the whole of the pack's place: a division code, or an area in words. */
  readonly division: string | null;
  readonly where: string | null;
}

export interface TargetYear {
  readonly year: number;
  /** Percent of the base, or null when the text gives a number. */
  readonly share: number | null;
  /** The number of the text, in `unit`; null when it gives a share. */
  readonly count: number | null;
  readonly unit: string | null;
  readonly clauses: readonly string[];
  readonly note: string | null;
}

export interface GroupDeadline {
  readonly group: string;
  readonly by: Deadline | null;
  readonly clauses: readonly string[];
  readonly note: string | null;
}

export const TARGET_KEYS = [
  'subject',
  'measure',
  'rule',
  'base',
  'shares',
  'counts',
  'cumulative',
  'partial',
  'rounding',
  'value',
  'unit',
  'is',
  'of',
  'by',
  'deadlines',
  'division',
  'where',
];

export function readTarget(entry: Mapping, base: ItemBase): TargetItem {
  const { file } = entry;
  const forms = ['shares', 'counts', 'value'].filter((form) => entry.has(form));
  if (forms.length > 1) {
    const zh =
      '一个目标只写 shares（分年比例）、counts（分年数量）、value（一个值）中的一种；其余的数写在 quantities 里。';
    file.report(entry.node, 'wrong-shape', zh, 'A target has one of shares, counts, value.');
  }
  if (forms.length === 0 && !['by', 'deadlines', 'quantities'].some((key) => entry.has(key))) {
    const zh = `目标「${base.id}」没有要达到的数，也没有期限。请写 shares、counts、value、quantities、deadlines 或 by。`;
    file.report(entry.node, 'missing-key', zh, `Target ${base.id} states neither a figure nor a deadline.`);
  }
  const whole = amountOf(entry, 'base', '基数');
  const years = forms[0] === 'shares' ? sharesOf(entry) : forms[0] === 'counts' ? countsOf(entry) : [];
  const needsRounding = forms[0] === 'shares' && whole?.value != null;
  return {
    ...base,
    kind: 'target',
    subject: entry.required('subject'),
    measure: entry.required('measure'),
    rule: entry.text('rule'),
    base: whole,
    years: years.sort((a, b) => a.year - b.year),
    cumulative: yesOrNo(entry, 'cumulative'),
    partial: yesOrNo(entry, 'partial'),
    rounding: needsRounding ? requiredOneOf(entry, 'rounding', ROUNDINGS, 'largest-remainder') : null,
    value: forms[0] === 'value' ? readAmount(entry, base.title) : null,
    by: deadlineOf(entry, 'by'),
    deadlines: deadlinesOf(entry),
    division: divisionCodeOf(entry, 'division'),
    where: entry.text('where'),
  };
}

/** `2016: 30`, or `2016: { value: 30, clause: … }` where each year has its own clause. */
function sharesOf(entry: Mapping): TargetYear[] {
  return yearsOf(entry, 'shares').flatMap(({ year, value: node }) => {
    const one = isMap(node) ? entry.file.mapping(node, ['value', 'clause', 'note'], `${year} 年`) : null;
    const share = one ? one.number('value') : isScalar(node) ? node.value : undefined;
    if (typeof share !== 'number' || !Number.isSafeInteger(share) || share < 0 || share > 100) {
      const zh = `${year} 年的比例应是 0 到 100 的整数（%）：${year}: 30，或 ${year}: { value: 30, clause: … }。`;
      entry.file.report(node, 'wrong-shape', zh, `The share of ${year} should be a whole percentage.`);
      return [];
    }
    return [
      { year, share, count: null, unit: null, clauses: one?.texts('clause') ?? [], note: one?.text('note') ?? null },
    ];
  });
}

/** `2016: { value: 50, unit: 万人, clause: … }`. */
function countsOf(entry: Mapping): TargetYear[] {
  return yearsOf(entry, 'counts').flatMap(({ year, value: node }) => {
    const one = entry.file.mapping(node, ['value', 'unit', 'clause', 'note'], `${year} 年`);
    const amount = one && readAmount(one, `${year} 年`);
    if (!amount) return [];
    return [{ year, share: null, count: amount.value, unit: amount.unit, clauses: amount.clauses, note: amount.note }];
  });
}

function deadlinesOf(entry: Mapping): GroupDeadline[] {
  return entry.list('deadlines').flatMap((node) => {
    const one = entry.file.mapping(node, ['group', 'by', 'clause', 'note'], '期限');
    if (!one) return [];
    return [
      {
        group: one.required('group'),
        by: deadlineOf(one, 'by'),
        clauses: one.texts('clause'),
        note: one.text('note'),
      },
    ];
  });
}

/**
 * The whole numbers of a target by year: those of the text, or the shares of a known base by the rounding stated. Of a
 * cumulative target each includes those before it. Null where neither is known.
 */
export function countsByYear({ years, base, rounding, cumulative }: TargetItem): (number | null)[] {
  if (rounding === null || base?.value == null) return years.map(({ count }) => count);
  const shares = years.map(({ share }) => share ?? 0);
  const parts = cumulative ? shares.map((share, index) => share - (shares[index - 1] ?? 0)) : shares;
  // What the text leaves for other years is a part too, or the years named would share it.
  const rest = 100 - parts.reduce((sum, part) => sum + part, 0);
  const counts = splitTotal(base.value, [...parts, rest], rounding).slice(0, -1);
  if (!cumulative) return counts;
  let reached = 0;
  return counts.map((count) => {
    reached += count;
    return reached;
  });
}
