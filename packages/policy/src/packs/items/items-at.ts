import type { DivisionChain } from '../division-chain.ts';
import type { Library } from '../library.ts';
import type { ItemKind, ItemOf } from './item.ts';

/**
 * The items of one kind that hold at a place on a day, one per id: the nearest jurisdiction's, then that of the
 * document which supersedes, as with rules.
 */
export function itemsAt<Kind extends ItemKind>(
  library: Library,
  kind: Kind,
  chain: DivisionChain,
  date: string,
): ItemOf<Kind>[] {
  const found = new Map<string, ItemOf<Kind>>();
  for (const pack of library.packsFor(chain, date)) {
    for (const item of pack.items) {
      if (item.kind !== kind || found.has(item.id)) continue;
      if ((item.holdsFrom ?? '') > date || (item.holdsUntil ?? '9999-12-31') < date) continue;
      found.set(item.id, item as ItemOf<Kind>);
    }
  }
  return [...found.values()];
}
