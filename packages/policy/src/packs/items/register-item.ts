import type { Mapping } from '../yaml-reader.ts';
import type { ItemBase } from './item.ts';

/** 台账与系统: a register or system that the document asks for, and which part of the product it is. */
export interface RegisterItem extends ItemBase {
  readonly kind: 'register';
  /** One of the parts that the product really has, handed in with the schema; null when it is still awaited. */
  readonly part: string | null;
  /** What it holds or does, in words. */
  readonly holds: string;
}

export const REGISTER_KEYS = ['part', 'holds'];

export function readRegister(entry: Mapping, base: ItemBase): RegisterItem {
  if (entry.has('part') === entry.has('awaits')) {
    const zh = `「${base.title}」要么写 part（产品里已有的部分），要么写 awaits（能力清单里将要做的行号）。`;
    entry.file.report(entry.node, 'missing-key', zh, `${base.id}: write either \`part\` or \`awaits\`.`);
  }
  return { ...base, kind: 'register', part: entry.text('part'), holds: entry.required('holds') };
}
