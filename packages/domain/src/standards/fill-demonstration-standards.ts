import type { Work } from '@daohu/db';
import { DEMONSTRATION_CITY, DEMONSTRATION_PROVINCE, LINJIANG_DISTRICT, QINGSHI_COUNTY } from '../divisions/index.ts';
import { RURAL_INCOME_SERIES } from './policy-schema.ts';
import { DEMONSTRATION_MARK } from './standards.ts';
import { selectCurrentFigures, selectCurrentSettings, storeFigure, storeSetting } from './store.ts';

const FIRST_YEAR = 2014;
const YUAN = 100;

/** Invented means in yuan a head from 2014 on. They grow as real ones of the time did, and belong to nobody. */
const RURAL_INCOME: readonly { readonly division: number; readonly yuan: readonly number[] }[] = [
  { division: DEMONSTRATION_PROVINCE, yuan: [10_780, 11_790, 12_680, 13_770, 14_920, 16_330, 16_260] },
  { division: DEMONSTRATION_CITY, yuan: [11_860, 12_960, 13_990, 15_220, 16_530, 18_110, 18_050] },
  { division: QINGSHI_COUNTY, yuan: [7_420, 8_180, 8_930, 9_760, 10_640, 11_720, 11_700] },
  { division: LINJIANG_DISTRICT, yuan: [13_240, 14_510, 15_690, 17_080, 18_560, 20_340, 20_260] },
];

/** The line that Wuhan's decision leaves to the city, in yuan a head and year, by the day it holds from. */
const CITY_LINE: readonly { readonly holdsFrom: string; readonly yuan: number }[] = [
  { holdsFrom: '2015-10-16', yuan: 4_600 },
  { holdsFrom: '2016-01-01', yuan: 4_800 },
  { holdsFrom: '2017-01-01', yuan: 5_000 },
  { holdsFrom: '2018-01-01', yuan: 5_200 },
];

const INVENTED = `${DEMONSTRATION_MARK}：虚构数字，只供演示，不是统计数据`;
const RECORDED_BY = '演示数据';

/**
 * 演示值: figures and settings of the invented province, each marked as such. What an office has entered there since is
 * left as it is, so that filling twice changes nothing.
 */
export async function fillDemonstrationStandards(work: Work): Promise<void> {
  const figures = await selectCurrentFigures(work.db);
  for (const { division, yuan } of RURAL_INCOME) {
    for (const [at, amount] of yuan.entries()) {
      const year = FIRST_YEAR + at;
      const isThere = (one: (typeof figures)[number]) =>
        one.series === RURAL_INCOME_SERIES && one.division === division && one.year === year;
      if (figures.some(isThere)) continue;
      await storeFigure(work.db, work.act, {
        series: RURAL_INCOME_SERIES,
        division,
        year,
        value: amount * YUAN,
        status: 'demonstration',
        source: INVENTED,
        recordedBy: RECORDED_BY,
      });
    }
  }
  const settings = await selectCurrentSettings(work.db);
  for (const { holdsFrom, yuan } of CITY_LINE) {
    const isThere = (one: (typeof settings)[number]) =>
      one.parameter === LINE && one.division === LINJIANG_DISTRICT && one.holdsFrom === holdsFrom;
    if (settings.some(isThere)) continue;
    await storeSetting(work.db, work.act, {
      parameter: LINE,
      division: LINJIANG_DISTRICT,
      value: yuan * YUAN,
      holdsFrom,
      holdsUntil: null,
      status: 'demonstration',
      basis: INVENTED,
      recordedBy: RECORDED_BY,
    });
  }
}

/** wuhan-2015/3.1.1c: 同期市级确定的扶贫标准, which the text names and does not give. */
const LINE = '扶贫标准';
