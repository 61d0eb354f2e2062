import type { LawRelation } from '@daohu/domain/standards/contract';
import { type DraftPart, newDraft, newPart, type RuleDraft } from './rule-draft.ts';

const STORAGE_KEY = 'daohu.rule-draft';

/** The draft of last time in this browser; a page that is reloaded loses nothing. No record of the register is in it. */
export function keptDraft(): RuleDraft | null {
  try {
    return revivedDraft(JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null'));
  } catch {
    return null;
  }
}

export function keepDraft(draft: RuleDraft): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still lets one write; a reload then begins anew.
  }
}

/** What was kept by an older program, or changed by somebody's hand, may lack a field or hold something else in it. */
export function revivedDraft(kept: unknown): RuleDraft | null {
  if (!isRecord(kept) || !Array.isArray(kept.parts) || typeof kept.pack !== 'string') return null;
  return {
    ...filled(newDraft('', ''), kept),
    parts: kept.parts.filter(isRecord).map(revivedPart),
    stacksWith: relationsIn(kept.stacksWith),
    excludes: relationsIn(kept.excludes),
  };
}

function revivedPart(kept: Readonly<Record<string, unknown>>): DraftPart {
  const is = kept.is === 'group' ? 'group' : 'condition';
  const parts = is === 'group' && Array.isArray(kept.parts) ? kept.parts.filter(isRecord).map(revivedPart) : [];
  return { ...filled(newPart(is), kept), is, parts };
}

function relationsIn(kept: unknown): LawRelation[] {
  if (!Array.isArray(kept)) return [];
  return kept.filter(isRecord).flatMap(({ rule, clauses }) => {
    const isSound = typeof rule === 'string' && Array.isArray(clauses) && clauses.every((id) => typeof id === 'string');
    return isSound ? [{ rule, clauses }] : [];
  });
}

/** The blank with whatever was kept of the same kind; choices are texts, so an odd one is refused by the check. */
function filled<Kind extends object>(blank: Kind, kept: Readonly<Record<string, unknown>>): Kind {
  const known = Object.entries(blank).map(([name, value]) => {
    const old = Object.hasOwn(kept, name) ? kept[name] : undefined;
    return [name, typeof old === typeof value && Array.isArray(old) === Array.isArray(value) ? old : value];
  });
  return Object.fromEntries(known) as Kind;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
