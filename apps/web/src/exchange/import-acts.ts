import type { Import, ReadImport } from '@daohu/domain/exchange/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { act } from '../server/request.ts';
import { importQuery, importsQuery } from './import-queries.ts';

/** One act on an import. Whatever comes of it, the page asks anew how the import stands. */
export function useImportAct(importId: number, verb: 'apply' | 'cancel' | 'undo') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => act<Import | null>(`imports/${importId}/${verb}`),
    onSettled: () => refresh(client, importId),
  });
}

export function useReadImport(importId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Omit<ReadImport, 'importId'>) =>
      act<Import | null>(`imports/${importId}/read`, { importId, ...input }),
    onSettled: () => refresh(client, importId),
  });
}

async function refresh(client: ReturnType<typeof useQueryClient>, importId: number): Promise<void> {
  await Promise.all([
    client.invalidateQueries({ queryKey: importQuery(String(importId)).queryKey }),
    client.invalidateQueries({ queryKey: importsQuery.queryKey }),
  ]);
}
