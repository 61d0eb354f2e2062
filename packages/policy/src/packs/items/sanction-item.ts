import type { Mapping } from '../yaml-reader.ts';
import type { ItemBase } from './item.ts';

/** 问责与奖惩: what follows from what, for whom. */
export interface SanctionItem extends ItemBase {
  readonly kind: 'sanction';
  readonly trigger: string;
  readonly of: string;
  /** In the order of severity where the text gives one. */
  readonly consequences: readonly string[];
  readonly by: string | null;
}

export const SANCTION_KEYS = ['trigger', 'of', 'consequences', 'by'];

export function readSanction(entry: Mapping, base: ItemBase): SanctionItem {
  const consequences = entry.texts('consequences');
  if (consequences.length === 0) {
    const zh = `「${base.title}」没有写后果。请写 consequences，一条或几条。`;
    entry.file.report(entry.node, 'missing-key', zh, `${base.id} has no \`consequences\`.`);
  }
  return {
    ...base,
    kind: 'sanction',
    trigger: entry.required('trigger'),
    of: entry.required('of'),
    consequences,
    by: entry.text('by'),
  };
}
