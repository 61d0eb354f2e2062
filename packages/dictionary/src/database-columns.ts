import { assertNever } from '@daohu/kernel';
import type { Item } from './item.ts';

export interface DatabaseColumn {
  readonly name: string;
  readonly type: 'text' | 'text[]' | 'boolean' | 'integer' | 'bigint' | 'date' | 'bytea';
}

const INTEGER_MAX = 2_147_483_647;

/**
 * The PostgreSQL columns of an item. A sensitive item has two: `…_cipher` to read and `…_hash` to find it by.
 * `month` is a whole number YYYYMM; a whole number is `bigint` only when its declared range needs it.
 */
export function databaseColumns(item: Item): readonly DatabaseColumn[] {
  if (item.sensitivity === 'sensitive') {
    return [
      { name: `${item.column}_cipher`, type: 'bytea' },
      { name: `${item.column}_hash`, type: 'bytea' },
    ];
  }
  return [{ name: item.column, type: columnType(item) }];
}

function columnType(item: Item): DatabaseColumn['type'] {
  switch (item.type) {
    case 'text':
    case 'code':
    case 'idNumber':
    case 'disabilityCard':
    case 'creditCode':
    case 'bankCard':
    case 'phone':
      return 'text';
    case 'codes':
      return 'text[]';
    case 'boolean':
      return 'boolean';
    case 'date':
      return 'date';
    case 'month':
    case 'year':
      return 'integer';
    case 'integer': {
      const { min, max } = item.range ?? { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
      return max > INTEGER_MAX || min < -INTEGER_MAX ? 'bigint' : 'integer';
    }
    default:
      return assertNever(item.type);
  }
}
