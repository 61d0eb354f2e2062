import { clipped } from './clipped.ts';
import { nearestNames } from './nearest-names.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import type { Span } from './syntax.ts';
import type { Node, Type } from './tree.ts';
import { formatUnit } from './unit.ts';

export function refuse(code: RefusalCode, at: Span, zh: string, en: string, mend: readonly string[] = []): never {
  throw new FeelRefused(code, { from: at.from, to: at.to }, zh, en, mend);
}

export function refuseType(made: Node, wanted: string): never {
  return refuse(
    'wrong-type',
    made,
    `这里应是${wanted}，写的是${nameOfType(made.type)}。`,
    `Expected another type than ${made.type.is}.`,
  );
}

export function refuseName(code: RefusalCode, at: Span, name: string, known: Iterable<string>, owner?: string): never {
  const nearest = nearestNames(name, known);
  const shown = clipped(name);
  const where = owner ? `「${owner}」没有「${shown}」` : `没有叫「${shown}」的数据项或参数`;
  const zh = `${where}。${nearest.length > 0 ? `是不是「${nearest.join('」「')}」？` : '请先在字典或参数文件里登记。'}`;
  const en = `Unknown ${owner ? `${owner}.` : ''}${shown}.${nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''}`;
  // A code is written in quotes, every other name is not.
  const mend = code === 'unknown-code' ? nearest.map((label) => JSON.stringify(label)) : nearest;
  return refuse(code, at, zh, en, mend);
}

export function nameOfType(type: Type): string {
  switch (type.is) {
    case 'boolean':
      return '“是/否”';
    case 'number':
      return `数（${formatUnit(type.unit)}）`;
    case 'code':
      return `代码「${type.field.ruleName}」`;
    case 'text':
      return '文字';
    case 'date':
      return '日期';
    case 'record':
      return `一个${type.entity.schema.label ?? type.entity.ruleName}`;
    case 'list':
      return '一份名单';
    case 'null':
      return '缺值';
  }
}
