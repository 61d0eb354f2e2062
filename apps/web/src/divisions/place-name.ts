import { useQueryClient } from '@tanstack/react-query';
import type { ShownDivision } from './division-queries.ts';

/** The name of a division that the tree has read already; null until then. */
export function usePlaceName(code: number | null): string | null {
  const client = useQueryClient();
  if (code === null) return null;
  for (const [, divisions] of client.getQueriesData<ShownDivision[]>({ queryKey: ['divisions'] })) {
    const found = divisions?.find((division) => division.code === code);
    if (found) return found.name;
  }
  return null;
}
