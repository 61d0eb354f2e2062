import type { ComparedCondition, ConditionSide, Difference } from '../comparison-contract.ts';
import type { LawPart } from '../law-contract.ts';

/** A condition out of its groups, so that two rules that are grouped differently can still be laid side by side. */
export type Leaf = ConditionSide;

export function leavesOf(part: LawPart, within: ConditionSide['within'] = []): Leaf[] {
  if (part.is === 'group') {
    const inner = part.id === '' ? within : [...within, { title: part.title, mode: part.mode }];
    return part.parts.flatMap((one) => leavesOf(one, inner));
  }
  const { id, title, kind, expression, when, clauses, reading, holdsFrom, holdsUntil } = part;
  return [{ id, title, within, kind, expression, when, clauses, reading, holdsFrom, holdsUntil }];
}

/**
 * Pairs the conditions of two rules: those that say the same, then those of the same title, then those about the same
 * items. What is left stands alone. In the order of the first rule; what only the second has follows its neighbour there.
 */
export function pairConditions(a: readonly Leaf[], b: readonly Leaf[]): ComparedCondition[] {
  const partner = new Map<Leaf, Leaf>();
  const taken = new Set<Leaf>();
  for (const likeness of [saysTheSame, hasTheSameTitle, sharedWords]) {
    for (const left of a) {
      if (partner.has(left)) continue;
      const free = b.filter((one) => !taken.has(one)).map((right) => ({ right, alike: Number(likeness(left, right)) }));
      const best = free.sort((one, other) => other.alike - one.alike)[0];
      if (!best || best.alike <= HALF) continue;
      partner.set(left, best.right);
      taken.add(best.right);
    }
  }
  const rows: ComparedCondition[] = a.map((left) => rowOf(left, partner.get(left) ?? null));
  for (const [index, right] of b.entries()) {
    if (taken.has(right)) continue;
    const before = b[index - 1];
    const at = before === undefined ? 0 : rows.findIndex((row) => row.b === before) + 1;
    rows.splice(at, 0, rowOf(null, right));
  }
  return rows;
}

/** Of the words that either uses, more than this share must be used by both for two conditions to be about the same. */
const HALF = 0.5;

function rowOf(a: Leaf | null, b: Leaf | null): ComparedCondition {
  const difference: Difference = a === null ? 'only-b' : b === null ? 'only-a' : saysTheSame(a, b) ? 'same' : 'differs';
  return { difference, a, b };
}

/** The same expression, to the same people, with the same force; titles, clauses and places in the rule may differ. */
function saysTheSame(a: Leaf, b: Leaf): boolean {
  return (
    a.kind === b.kind &&
    comparable(a.expression.feel) === comparable(b.expression.feel) &&
    comparable(a.when?.feel) === comparable(b.when?.feel)
  );
}

function hasTheSameTitle(a: Leaf, b: Leaf): boolean {
  return comparable(a.title) === comparable(b.title);
}

/** Which share of the words of their paths both use; the subject itself is no word of its own. */
function sharedWords(a: Leaf, b: Leaf): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const shared = [...left].filter((word) => right.has(word)).length;
  return shared === 0 ? 0 : shared / (left.size + right.size - shared);
}

/** 人均纯收入 and 上年 of 户.上年.人均纯收入. */
function wordsOf({ expression }: Leaf): Set<string> {
  const paths = expression.feel.match(/[\p{L}\p{N}_]+(?:\.[\p{L}\p{N}_]+)+/gu) ?? [];
  return new Set(paths.flatMap((path) => path.split('.').slice(1)));
}

/** Without what a writer may set otherwise: spaces and line breaks. */
export function comparable(text: string | undefined | null): string {
  return (text ?? '').replaceAll(/\s+/g, '');
}
