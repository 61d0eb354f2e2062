import type {
  CheckDraft,
  CheckedDraft,
  CompareDraft,
  DraftComparison,
  LawVocabulary,
  TriedDraft,
  TryDraft,
} from '@daohu/domain/standards/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { act, read } from '../server/request.ts';

export function vocabularyQuery(pack: string) {
  return queryOptions({
    queryKey: ['law', 'vocabulary', pack],
    queryFn: ({ signal }) => read<LawVocabulary>(`packs/${encodeURIComponent(pack)}/vocabulary`, {}, signal),
    staleTime: 3_600_000,
    placeholderData: keepPreviousData,
  });
}

/** Asks without changing anything, so the same draft is not sent twice. */
export function checkedDraftQuery(draft: CheckDraft) {
  return queryOptions({
    queryKey: ['drafts', 'check', draft],
    queryFn: () => act<CheckedDraft>('drafts/check', draft),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

export function triedDraftQuery(draft: TryDraft) {
  return queryOptions({
    queryKey: ['drafts', 'try', draft],
    queryFn: () => act<TriedDraft>('drafts/try', draft),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
}

export function runTrial(draft: CompareDraft): Promise<DraftComparison> {
  return act<DraftComparison>('drafts/compare', draft);
}
