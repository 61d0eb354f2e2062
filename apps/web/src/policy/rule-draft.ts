import type { LawPart, RuleDetail, RuleKind } from '@daohu/domain/standards/contract';

/** A rule as somebody writes it in the form. Every text is as typed; empty is what is left out of the file. */
export interface RuleDraft {
  readonly pack: string;
  readonly kind: Exclude<RuleKind, 'formula'>;
  readonly rule: string;
  /** The word by which other rules use its result. */
  readonly name: string;
  readonly title: string;
  readonly subject: string;
  readonly holdsFrom: string;
  readonly note: string;
  /** Of the whole rule: ids of clauses, with blanks between. */
  readonly clauses: string;
  readonly mode: 'all' | 'any';
  readonly parts: readonly DraftPart[];
  /** Of a quantity and an entitlement. */
  readonly amount: string;
  readonly unit: string;
  readonly amountIs: 'exact' | 'at-least' | 'at-most';
  readonly period: string;
  readonly provider: string;
  readonly benefit: string;
  /** Of a check. */
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
}

export interface DraftPart {
  /** Stable while the form is open. */
  readonly key: string;
  readonly is: 'condition' | 'group';
  readonly title: string;
  readonly aim: boolean;
  readonly clauses: string;
  readonly when: string;
  readonly feel: string;
  readonly mode: 'all' | 'any';
  readonly parts: readonly DraftPart[];
  readonly reading: string;
  readonly alternative: string;
  readonly why: string;
  readonly holdsFrom: string;
  readonly holdsUntil: string;
}

export function newPart(is: DraftPart['is'], more: Partial<DraftPart> = {}): DraftPart {
  const texts = { title: '', clauses: '', when: '', feel: '', reading: '', alternative: '', why: '' };
  const common = { ...texts, aim: false, mode: 'all' as const, holdsFrom: '', holdsUntil: '' };
  // A kept draft brings its keys along, so counting from one would give a key twice.
  const key = Math.random().toString(36).slice(2);
  return { key, is, ...common, parts: is === 'group' ? [newPart('condition')] : [], ...more };
}

export function newDraft(pack: string, today: string): RuleDraft {
  return {
    ...{ pack, kind: 'criterion', rule: 'new-rule', name: '', title: '', subject: 'household', holdsFrom: today },
    ...{ note: '', clauses: '', mode: 'all', parts: [newPart('condition')] },
    ...{ amount: '', unit: '', amountIs: 'exact', period: '', provider: '', benefit: '' },
    ...{ severity: 'warning', message: '' },
  };
}

/** Whether nothing has been written yet that somebody could lose. */
export function isUntouched({ title, note, parts, amount, message }: RuleDraft): boolean {
  const isEmpty = (part: DraftPart): boolean => part.title === '' && part.feel === '' && part.parts.every(isEmpty);
  return title === '' && note === '' && amount === '' && message === '' && parts.every(isEmpty);
}

/** The draft that begins as a rule of a pack. A formula has a shape of its own and no form; null then. */
export function draftOfRule(detail: RuleDetail): RuleDraft | null {
  const { pack, kind, rule, title, subject, holdsFrom, note, root, amount } = detail;
  if (kind === 'formula') return null;
  return {
    ...newDraft(pack, holdsFrom),
    ...{ kind, rule, title, subject, note: note ?? '', name: detail.name ?? '' },
    clauses: idsOf(root.clauses),
    mode: root.mode,
    parts: root.parts.map(partOf),
    amount: amount?.feel ?? '',
    unit: amount?.unit ?? '',
    amountIs: amount?.is ?? 'exact',
    period: amount?.period ?? '',
    provider: amount?.provider ?? '',
    benefit: amount?.benefit ?? '',
    severity: detail.check?.severity ?? 'warning',
    message: detail.check?.message ?? '',
  };
}

function partOf(part: LawPart): DraftPart {
  return newPart(part.is, {
    title: part.title,
    aim: part.kind === 'aim',
    clauses: idsOf(part.clauses),
    when: part.when?.feel ?? '',
    reading: part.reading?.taken ?? '',
    alternative: part.reading?.alternative ?? '',
    why: part.reading?.why ?? '',
    holdsFrom: part.holdsFrom ?? '',
    holdsUntil: part.holdsUntil ?? '',
    ...(part.is === 'group'
      ? { mode: part.mode, parts: part.parts.map(partOf) }
      : { feel: part.expression.feel.trim() }),
  });
}

function idsOf(clauses: readonly { readonly id: string }[]): string {
  return clauses.map(({ id }) => id).join(' ');
}

/** The parts with one of them changed, or taken out where `change` gives null; wherever in the tree it lies. */
export function withPart(
  parts: readonly DraftPart[],
  key: string,
  change: (part: DraftPart) => DraftPart | null,
): readonly DraftPart[] {
  return parts.flatMap((part) => {
    if (part.key === key) {
      const changed = change(part);
      return changed ? [changed] : [];
    }
    return part.is === 'group' ? [{ ...part, parts: withPart(part.parts, key, change) }] : [part];
  });
}
