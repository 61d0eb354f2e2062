import type { Work } from '@daohu/db';
import { isWithin, rangeOfDivision } from '@daohu/kernel';
import { DEMONSTRATION_PROVINCE } from '../divisions/index.ts';
import { openPlaces } from './open-places.ts';
import { DEMONSTRATION_MARK, type Standards } from './standards.ts';
import { selectCurrentSettings, storeSetting } from './store.ts';

/** What offices usually set where a document orders a notice or a spot check and gives no number. */
const USUAL: readonly { readonly ending: string; readonly value: number; readonly basis: string }[] = [
  { ending: '.days', value: 7, basis: `${DEMONSTRATION_MARK}：公示通常为 7 天，文件没有写明` },
  { ending: '.sampleRate', value: 10, basis: `${DEMONSTRATION_MARK}：抽查通常为 10%，文件没有写明` },
];

/** 演示值: the days of notices and the rates of spot checks in the invented province. What an office set stays. */
export async function fillDemonstrationSteps(work: Work, standards: Standards): Promise<void> {
  const province = rangeOfDivision(DEMONSTRATION_PROVINCE);
  const settings = await selectCurrentSettings(work.db);
  for (const { parameter, gap, division } of await openPlaces(work, standards, [province])) {
    const usual = USUAL.find(({ ending }) => parameter.name.endsWith(ending));
    // What a national document leaves open is for the nation to set.
    if (!usual || !isWithin(division, province)) continue;
    if (settings.some((one) => one.parameter === parameter.name && one.division === division)) continue;
    await storeSetting(work.db, work.act, {
      parameter: parameter.name,
      division,
      value: usual.value,
      holdsFrom: gap.from,
      holdsUntil: null,
      status: 'demonstration',
      basis: usual.basis,
      recordedBy: '演示数据',
    });
  }
}
