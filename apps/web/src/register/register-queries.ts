import type {
  CountyDetail,
  HistoryEntry,
  HouseholdDetail,
  HouseholdPage,
  HouseholdQuery,
  VillageDetail,
} from '@daohu/domain/register/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

/** The filters of a list as they stand in the address; what is not set is left out. */
export type ListFilters = { readonly [K in keyof HouseholdQuery]?: HouseholdQuery[K] | undefined };

export function householdPageQuery(filters: ListFilters) {
  return queryOptions({
    queryKey: ['households', filters],
    queryFn: ({ signal }) => read<HouseholdPage>('households', filters, signal),
    placeholderData: keepPreviousData,
  });
}

export interface HouseholdKey {
  readonly county: string;
  readonly id: string;
}

export function householdQuery({ county, id }: HouseholdKey, year: number | null, asOf: string | null) {
  return queryOptions({
    queryKey: ['household', county, id, 'detail', year, asOf],
    queryFn: ({ signal }) => read<HouseholdDetail>(`households/${county}/${id}`, { year, asOf }, signal),
    placeholderData: keepPreviousData,
  });
}

export function householdHistoryQuery({ county, id }: HouseholdKey) {
  return queryOptions({
    queryKey: ['household', county, id, 'history'],
    queryFn: ({ signal }) => read<HistoryEntry[]>(`households/${county}/${id}/history`, {}, signal),
  });
}

export function countyQuery(code: string, year: number | null) {
  return queryOptions({
    queryKey: ['county', code, 'detail', year],
    queryFn: ({ signal }) => read<CountyDetail>(`counties/${code}`, { year }, signal),
    placeholderData: keepPreviousData,
  });
}

export function villageQuery(code: string, year: number | null) {
  return queryOptions({
    queryKey: ['village', code, 'detail', year],
    queryFn: ({ signal }) => read<VillageDetail>(`villages/${code}`, { year }, signal),
    placeholderData: keepPreviousData,
  });
}
