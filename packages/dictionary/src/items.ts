import { invariant } from '@daohu/kernel';
import { countyItems } from './county-items.ts';
import { householdExitItems } from './household-exit-items.ts';
import { householdIdentityItems, householdItems } from './household-items.ts';
import { incomeItems } from './income-items.ts';
import type { Entity, Item, ItemTime } from './item.ts';
import { livingItems } from './living-items.ts';
import { personIdentityItems, personItems } from './person-items.ts';
import { personSecurityItems } from './person-security-items.ts';
import { villageExitItems } from './village-exit-items.ts';
import { villageItems } from './village-items.ts';

const ALL = [
  ...householdIdentityItems,
  ...householdItems,
  ...livingItems,
  ...incomeItems,
  ...householdExitItems,
  ...personIdentityItems,
  ...personItems,
  ...personSecurityItems,
  ...villageItems,
  ...villageExitItems,
  ...countyItems,
];

/** The id of an item that exists: a misspelt one is refused by the compiler. */
export type ItemId = (typeof ALL)[number]['id'];

/** 数据字典: every item once, in the order of the forms. */
export const items: readonly Item[] = ALL;

const byId = new Map(items.map((item) => [item.id, item]));
const byRuleName = new Map(items.map((item) => [`${item.entity}.${item.ruleName}`, item]));

export function getItem(id: ItemId): Item {
  const item = byId.get(id);
  invariant(item, `${id} is in the type, so it is in the dictionary`);
  return item;
}

export function findItem(id: string): Item | null {
  return byId.get(id) ?? null;
}

/** The item that a rule calls `户.人均纯收入`: entity `household`, name 人均纯收入. */
export function findItemByRuleName(entity: Entity, ruleName: string): Item | null {
  return byRuleName.get(`${entity}.${ruleName}`) ?? null;
}

/** Items of one entity in form order; only the identity or only the yearly ones when `time` is given. */
export function itemsOf(entity: Entity, time?: ItemTime): readonly Item[] {
  return items.filter((item) => item.entity === entity && (time === undefined || item.time === time));
}
