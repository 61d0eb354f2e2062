import type { ClauseCarrier } from '@daohu/domain/standards/contract';

/** Where a carrier of a clause is read. */
export function carrierAddress({ kind, pack, name }: Pick<ClauseCarrier, 'kind' | 'pack' | 'name'>): string {
  if (kind === 'rule') return `/policy/rules/${pack}/${name}`;
  if (kind === 'parameter') return `/policy/packs/${pack}?find=${encodeURIComponent(name)}`;
  return `/policy/packs/${pack}/items?kind=${kind}#${encodeURIComponent(name)}`;
}
