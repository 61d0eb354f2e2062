import { newDraft, type RuleDraft } from './rule-draft.ts';

const STORAGE_KEY = 'daohu.rule-draft';

/** The draft of last time in this browser; a page that is reloaded loses nothing. No record of the register is in it. */
export function keptDraft(): RuleDraft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? 'null');
    if (kept === null || typeof kept !== 'object' || !('parts' in kept) || !Array.isArray(kept.parts)) return null;
    return { ...newDraft('', ''), ...kept } as RuleDraft;
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
