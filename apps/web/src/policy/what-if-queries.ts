import type { AskWhatIf, WhatIfAnswer } from '@daohu/domain/standards/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { act } from '../server/request.ts';

/** Asks again every second while the register is read into memory; what was there stays until the new answer. */
export function whatIfQuery(asked: AskWhatIf) {
  return queryOptions({
    queryKey: ['what-if', asked],
    queryFn: () => act<WhatIfAnswer>('what-if', asked),
    enabled: asked.changes.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.state === 'loading' ? 1_000 : false),
    gcTime: 60_000,
  });
}
