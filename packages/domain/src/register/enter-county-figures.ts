import type { Work } from '@daohu/db';
import type { Item } from '@daohu/dictionary';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { itemsOfTable } from './columns.ts';
import type { CountyFiguresEntered, EnterCountyFigures, RegisterRefusal } from './contract.ts';
import { countyInReach } from './county-in-reach.ts';
import { storeCountyFigures } from './store/counties.ts';

/** A mean income is a figure with its source and is entered among those of all levels, not here. */
const ELSEWHERE = 'ruralDisposableIncomePerHead';

/** 填报县指标: an office enters what its county reports for a year. Every change stays on record with who made it. */
export async function enterCountyFigures(
  work: Work,
  { division, year, values }: EnterCountyFigures,
): Promise<Outcome<CountyFiguresEntered, RegisterRefusal>> {
  const county = await countyInReach(work, division);
  if (!county) return refuse({ code: 'county-not-found' });
  const items = itemsOfTable('county_year').filter(({ field }) => field !== ELSEWHERE);
  const figures: { item: Item; value: number | boolean | null }[] = [];
  for (const [field, value] of Object.entries(values)) {
    const item = items.find((one) => one.field === field);
    if (!item) return refuse({ code: 'county-item-unknown', field, known: items.map((one) => one.field) });
    const takes = takenBy(item);
    if (value !== null && !fits(value, takes)) return refuse({ code: 'county-figure-unfit', item: item.nameZh, takes });
    figures.push({ item, value });
  }
  await storeCountyFigures(work.db, county.code, year, figures);
  return done({ division: county.code, year });
}

type Takes = Extract<RegisterRefusal, { readonly code: 'county-figure-unfit' }>['takes'];

function takenBy(item: Item): Takes {
  if (item.type === 'boolean') return 'yes-or-no';
  if (item.type === 'year') return { low: 1949, high: 2100, unit: '年' };
  return {
    low: item.range?.min ?? 0,
    high: item.range?.max ?? 0,
    unit: item.fileUnit === '元' ? '分' : (item.fileUnit ?? ''),
  };
}

function fits(value: number | boolean, takes: Takes): boolean {
  if (takes === 'yes-or-no') return typeof value === 'boolean';
  return typeof value === 'number' && value >= takes.low && value <= takes.high;
}
