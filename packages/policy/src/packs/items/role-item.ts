import type { Mapping } from '../yaml-reader.ts';
import { oneOf } from './fields.ts';
import type { ItemBase } from './item.ts';
import { LEVELS, type Level } from './procedure-item.ts';

/** 职责: who must do what. */
export interface RoleItem extends ItemBase {
  readonly kind: 'role';
  readonly who: string;
  readonly level: Level | null;
  readonly duties: readonly string[];
}

export const ROLE_KEYS = ['who', 'level', 'duties'];

export function readRole(entry: Mapping, base: ItemBase): RoleItem {
  const duties = entry.texts('duties');
  if (duties.length === 0) {
    const zh = `「${base.title}」没有写职责。请写 duties，一条或几条。`;
    entry.file.report(entry.node, 'missing-key', zh, `${base.id} has no \`duties\`.`);
  }
  return { ...base, kind: 'role', who: entry.required('who'), level: oneOf(entry, 'level', LEVELS), duties };
}
