import type { Library } from '@daohu/policy';
import type { Citation } from '../explanation-contract.ts';

/** 引用条款: ids with their words; an id that the packs do not know keeps its place and has none. */
export function cite(library: Library, ids: readonly string[]): Citation[] {
  return ids.map((id) => {
    const clause = library.clause(id);
    return { id, document: clause?.document.title ?? '', ref: clause?.ref ?? '', quote: clause?.quote ?? '' };
  });
}
