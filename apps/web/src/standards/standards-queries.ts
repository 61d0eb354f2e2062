import type { ClauseDetail, CountyVerdict, HouseholdVerdict, VillageVerdict } from '@daohu/domain/standards/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

export function householdVerdictQuery(county: string, id: string, asOf: string, law: string | null) {
  return queryOptions({
    queryKey: ['household', county, id, 'verdict', asOf, law],
    queryFn: ({ signal }) => read<HouseholdVerdict>(`households/${county}/${id}/verdict`, { asOf, law }, signal),
    placeholderData: keepPreviousData,
  });
}

export function villageVerdictQuery(code: string, asOf: string, law: string | null) {
  return queryOptions({
    queryKey: ['village', code, 'verdict', asOf, law],
    queryFn: ({ signal }) => read<VillageVerdict>(`villages/${code}/verdict`, { asOf, law }, signal),
    placeholderData: keepPreviousData,
  });
}

export function countyVerdictQuery(code: string, asOf: string, law: string | null) {
  return queryOptions({
    queryKey: ['county', code, 'verdict', asOf, law],
    queryFn: ({ signal }) => read<CountyVerdict>(`counties/${code}/verdict`, { asOf, law }, signal),
    placeholderData: keepPreviousData,
  });
}

/** A clause never changes under its id. */
export function clauseQuery(id: string) {
  return queryOptions({
    queryKey: ['clause', id],
    queryFn: ({ signal }) => read<ClauseDetail>(`clauses/${id}`, {}, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
