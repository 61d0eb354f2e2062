import type { OpenSettings } from '@daohu/domain/standards/contract';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../server/request.ts';

export const openSettingsQuery = queryOptions({
  queryKey: ['settings', 'open'],
  queryFn: ({ signal }) => read<OpenSettings>('settings/open', {}, signal),
});
