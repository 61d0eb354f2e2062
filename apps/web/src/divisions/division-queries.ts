import type { DivisionNode, FoundPlace } from '@daohu/domain/divisions/contract';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

/** A division as trees and pickers show it. */
export type ShownDivision = Pick<DivisionNode, 'code' | 'level' | 'name' | 'hasChildren'>;

/** A place to pick: its name and, where it was found by searching, what stands above it. */
export type ShownPlace = Pick<FoundPlace, 'code' | 'name'> & { readonly place?: FoundPlace['place'] };

const anHour = 3_600_000;

export const rootDivisionsQuery = queryOptions({
  queryKey: ['divisions', 'root'],
  queryFn: ({ signal }) => read<ShownDivision[]>('divisions/root', {}, signal),
  staleTime: anHour,
});

export function childDivisionsQuery({ code, level }: Pick<ShownDivision, 'code' | 'level'>) {
  return queryOptions({
    queryKey: ['divisions', 'children', code, level],
    queryFn: ({ signal }) => read<ShownDivision[]>('divisions/children', { of: code, level }, signal),
    staleTime: anHour,
  });
}

export function divisionSearchQuery(name: string) {
  return queryOptions({
    queryKey: ['divisions', 'search', name],
    queryFn: ({ signal }) => read<FoundPlace[]>('divisions/search', { name }, signal),
    staleTime: anHour,
    enabled: name !== '',
  });
}
