import type { ItemType } from '@daohu/dictionary';

/** How many characters stay readable at either end. Enough to compare with a paper in hand, too few to use. */
const KEPT: Partial<Record<ItemType, { readonly first: number; readonly last: number }>> = {
  idNumber: { first: 3, last: 4 },
  disabilityCard: { first: 3, last: 4 },
  phone: { first: 3, last: 4 },
  bankCard: { first: 0, last: 4 },
};

const HIDDEN_MIN = 4;

/** 脱敏: `420***********1234`. A text too short to hide anything is hidden whole. */
export function maskSensitive(type: ItemType, text: string): string {
  const { first, last } = KEPT[type] ?? { first: 0, last: 0 };
  const characters = [...text];
  const hidden = characters.length - first - last;
  if (hidden < HIDDEN_MIN) return '*'.repeat(characters.length);
  return [...characters.slice(0, first), '*'.repeat(hidden), ...characters.slice(characters.length - last)].join('');
}
