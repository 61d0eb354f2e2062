import type {
  ClausesOverview,
  LawComparison,
  LawItem,
  PackDetail,
  PackSummary,
  RuleDetail,
} from '@daohu/domain/standards/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

/** The law changes only when the system is upgraded. */
const anHour = 3_600_000;

export const packsQuery = queryOptions({
  queryKey: ['law', 'packs'],
  queryFn: ({ signal }) => read<PackSummary[]>('packs', {}, signal),
  staleTime: anHour,
});

export function packQuery(key: string) {
  return queryOptions({
    queryKey: ['law', 'packs', key],
    queryFn: ({ signal }) => read<PackDetail>(`packs/${encodeURIComponent(key)}`, {}, signal),
    staleTime: anHour,
  });
}

/** `asOf` and `place` empty: the day of the rule's cases, in the jurisdiction of its pack. */
export interface RuleAsked {
  readonly pack: string;
  readonly rule: string;
  readonly asOf: string | null;
  readonly place: number | null;
}

export function ruleQuery({ pack, rule, asOf, place }: RuleAsked) {
  return queryOptions({
    queryKey: ['law', 'rules', pack, rule, asOf, place],
    queryFn: ({ signal }) =>
      read<RuleDetail>(`rules/${encodeURIComponent(pack)}/${encodeURIComponent(rule)}`, { asOf, place }, signal),
    placeholderData: keepPreviousData,
  });
}

/** `a` and `b` as the address holds them; nothing is asked before both are chosen. */
export function comparisonQuery(a: string, b: string) {
  return queryOptions({
    queryKey: ['law', 'comparison', a, b],
    queryFn: ({ signal }) => read<LawComparison>('law-comparison', { a, b }, signal),
    placeholderData: keepPreviousData,
    enabled: a !== '' && b !== '',
  });
}

/** Every clause of one document, and how the other documents stand. */
export function clausesQuery(document: string | null) {
  return queryOptions({
    queryKey: ['law', 'clauses', document],
    queryFn: ({ signal }) => read<ClausesOverview>('clauses', { document }, signal),
    placeholderData: keepPreviousData,
    staleTime: anHour,
    enabled: document !== null,
  });
}

export function itemsQuery(pack: string) {
  return queryOptions({
    queryKey: ['law', 'items', pack],
    queryFn: ({ signal }) => read<LawItem[]>(`packs/${encodeURIComponent(pack)}/items`, {}, signal),
    staleTime: anHour,
  });
}
