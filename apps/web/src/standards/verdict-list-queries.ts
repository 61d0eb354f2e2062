import type { State, VerdictCounts, VerdictPage } from '@daohu/domain/standards/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

/** 筛选条件 of the list as they stand in the address. */
export interface AskedList {
  readonly rule: string;
  readonly state: State;
  readonly division: number | null;
  readonly asOf: string | null;
  readonly cause: string | null;
  readonly from: string | null;
}

const STATES: readonly State[] = ['met', 'unmet', 'unknown'];

/** What cannot be asked is as if it were not there: a wrong state is the unmet, a wrong place the whole reach. */
export function askedOf(address: URLSearchParams): AskedList {
  const text = (name: string): string | null => address.get(name) || null;
  const division = text('division');
  const day = text('asOf');
  return {
    rule: text('rule') ?? 'exit-household',
    state: STATES.find((state) => state === text('state')) ?? 'unmet',
    division: division !== null && /^\d{1,12}$/.test(division) ? Number(division) : null,
    asOf: day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : null,
    cause: text('cause'),
    from: text('from'),
  };
}

/** The address with one thing changed; whatever only made sense before is left out. */
export function withAsked(address: URLSearchParams, name: keyof AskedList, value: string | null): URLSearchParams {
  const next = new URLSearchParams(address);
  if (name !== 'from') next.delete('from');
  if (name === 'rule' || name === 'state') next.delete('cause');
  if (value === null || value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

export function verdictPageQuery(asked: AskedList) {
  return queryOptions({
    queryKey: ['verdicts', asked],
    queryFn: ({ signal }) => read<VerdictPage>('verdicts', { ...asked }, signal),
    placeholderData: keepPreviousData,
  });
}

export function verdictCountsQuery({ rule, division, asOf }: AskedList) {
  return queryOptions({
    queryKey: ['verdicts', 'counts', rule, division, asOf],
    queryFn: ({ signal }) => read<VerdictCounts>('verdicts/counts', { rule, division, asOf }, signal),
    staleTime: 60_000,
  });
}
