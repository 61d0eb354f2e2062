import type { LawPart, LawRelation, Reading, RuleDetail, RuleKind } from '@daohu/domain/standards/contract';

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
  readonly holdsUntil: string;
  readonly note: string;
  /** Of the whole rule: ids of clauses, with blanks between. */
  readonly clauses: string;
  readonly reading: string;
  readonly alternative: string;
  readonly why: string;
  readonly mode: 'all' | 'any';
  readonly parts: readonly DraftPart[];
  /** Of a quantity and an entitlement. */
  readonly amount: string;
  readonly unit: string;
  readonly amountIs: 'exact' | 'at-least' | 'at-most';
  readonly period: string;
  readonly provider: string;
  readonly benefit: string;
  /** Of an amount that a clause of its own states; empty where those of the rule do. */
  readonly amountClauses: string;
  readonly amountReading: string;
  readonly amountAlternative: string;
  readonly amountWhy: string;
  /** Carried along as they stand in the rule one began from. */
  readonly stacksWith: readonly LawRelation[];
  readonly excludes: readonly LawRelation[];
  /** Of a check. */
  readonly severity: 'error' | 'warning' | 'hint';
  readonly message: string;
  /** Of a check that no clause asks for: where it comes from. */
  readonly source: string;
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
  /** The public source of what no clause states, and whether it has been read there. */
  readonly source: string;
  readonly sourceStatus: 'sourced' | 'unverified';
  /** The name that the writer gave the part; empty where its place in the rule names it. */
  readonly id: string;
}

export function newPart(is: DraftPart['is'], more: Partial<DraftPart> = {}): DraftPart {
  const texts = { title: '', clauses: '', when: '', feel: '', reading: '', alternative: '', why: '' };
  const dated = { holdsFrom: '', holdsUntil: '', source: '', sourceStatus: 'unverified' as const, id: '' };
  const common = { ...texts, ...dated, aim: false, mode: 'all' as const };
  // A kept draft brings its keys along, so counting from one would give a key twice.
  const key = Math.random().toString(36).slice(2);
  return { key, is, ...common, parts: is === 'group' ? [newPart('condition')] : [], ...more };
}

export function newDraft(pack: string, today: string): RuleDraft {
  return {
    ...{ pack, kind: 'criterion', rule: 'new-rule', name: '', title: '', subject: 'household', holdsFrom: today },
    ...{ holdsUntil: '', note: '', clauses: '', reading: '', alternative: '', why: '' },
    ...{ mode: 'all', parts: [newPart('condition')] },
    ...{ amount: '', unit: '', amountIs: 'exact', period: '', provider: '', benefit: '' },
    ...{ amountClauses: '', amountReading: '', amountAlternative: '', amountWhy: '', stacksWith: [], excludes: [] },
    ...{ severity: 'warning', message: '', source: '' },
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
    holdsUntil: detail.holdsUntil ?? '',
    clauses: idsOf(root.clauses),
    ...readingOf(root.reading),
    mode: root.mode,
    parts: root.parts.map((part, index) => partOf(part, `${root.mode}.${index}`)),
    amount: amount?.feel ?? '',
    unit: amount?.unit ?? '',
    amountIs: amount?.is ?? 'exact',
    period: amount?.period ?? '',
    provider: amount?.provider ?? '',
    benefit: amount?.benefit ?? '',
    amountClauses: amount && idsOf(amount.clauses) !== idsOf(root.clauses) ? idsOf(amount.clauses) : '',
    amountReading: amount?.reading?.taken ?? '',
    amountAlternative: amount?.reading?.alternative ?? '',
    amountWhy: amount?.reading?.why ?? '',
    stacksWith: detail.stacksWith,
    excludes: detail.excludes,
    severity: detail.check?.severity ?? 'warning',
    message: detail.check?.message ?? '',
    source: detail.check?.source ?? '',
  };
}

/** `place` is how the engine names the part where its writer gave it no name. */
function partOf(part: LawPart, place: string): DraftPart {
  return newPart(part.is, {
    title: part.title,
    aim: part.kind === 'aim',
    clauses: idsOf(part.clauses),
    when: part.when?.feel.trim() ?? '',
    ...readingOf(part.reading),
    holdsFrom: part.holdsFrom ?? '',
    holdsUntil: part.holdsUntil ?? '',
    source: part.source?.text ?? '',
    sourceStatus: part.source?.status ?? 'unverified',
    id: part.id === place || part.id === 'feel' ? '' : part.id,
    ...(part.is === 'group'
      ? { mode: part.mode, parts: part.parts.map((one, index) => partOf(one, `${place}.${part.mode}.${index}`)) }
      : { feel: part.expression.feel.trim() }),
  });
}

function readingOf(reading: Reading | null) {
  return { reading: reading?.taken ?? '', alternative: reading?.alternative ?? '', why: reading?.why ?? '' };
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
