import type { CheckedDraft, LawPart, LawVocabulary } from '@daohu/domain/standards/contract';
import { createContext, useContext } from 'react';
import { type FaultsByField, type FieldFault, fieldKey } from './draft-faults.ts';

interface Surroundings {
  readonly faults: FaultsByField;
  readonly vocabulary: LawVocabulary;
  readonly subject: string;
  readonly checked: CheckedDraft | null;
}

const Around = createContext<Surroundings>({
  faults: new Map(),
  vocabulary: { entities: [], parameters: [], rules: [] },
  subject: '',
  checked: null,
});

export const DraftSurroundings = Around.Provider;

/** What every field of the form needs to know: the names it may use, and what the check found. */
export function useSurroundings(): Surroundings {
  return useContext(Around);
}

const NONE: readonly FieldFault[] = [];

export function useFaults(part: string, field: string): readonly FieldFault[] {
  return useContext(Around).faults.get(fieldKey(part, field)) ?? NONE;
}

/** How the check understood the part at a place of the form (`all.2.any.0`); null while it does not. */
export function useUnderstood(path: string): LawPart | null {
  const root = useContext(Around).checked?.rule?.root;
  return root ? partAt(root, path) : null;
}

function partAt(root: LawPart, path: string): LawPart | null {
  let part: LawPart | null = root;
  for (const step of path.split('.')) {
    if (!/^\d+$/.test(step)) continue;
    part = part?.is === 'group' ? (part.parts[Number(step)] ?? null) : null;
  }
  return part;
}
