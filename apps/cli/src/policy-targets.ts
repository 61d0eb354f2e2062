import { listItems, loadStandards } from '@daohu/domain/standards';
import type { LawItem } from '@daohu/domain/standards/contract';
import { itemFieldLabels, itemWordLabels } from '@daohu/domain/standards/labels';
import { nearestNames } from '@daohu/policy';
import { type Output, WrongArguments } from './output.ts';

/** `daohu policy targets`: the targets of the documents by year, in whole numbers, with how they were rounded. */
export async function policyTargets(pack: string | undefined, output: Output): Promise<void> {
  const standards = await loadStandards();
  const keys = standards.packs.packs.map(({ key }) => key);
  if (pack !== undefined && !keys.includes(pack)) {
    const known = [...new Set([...nearestNames(pack, keys), ...keys])];
    throw new WrongArguments(`没有「${pack}」这个政策包。可以写：${known.join('、')}。`);
  }
  const targets = keys
    .filter((key) => pack === undefined || key === pack)
    .flatMap((key) => {
      const items = listItems(standards, { pack: key, kind: 'target' });
      return items.ok ? items.value : [];
    });
  output.result({ targets }, () => targets.map(textOf).join('\n\n') || '没有目标。');
}

function textOf({ pack, id, title, aim, clauses, fields, years, reading, damaged }: LawItem): string {
  const own = fields.filter(({ key }) => key !== 'subject' && key !== 'cumulative');
  const cumulative = fields.some(({ key }) => key === 'cumulative');
  return [
    `${title}${aim ? '（力争）' : ''}（${pack}/${id}）`,
    ...own.map(({ key, values }) => `  ${itemFieldLabels[key] ?? key}：${values.map(wordOf).join('、')}`),
    ...(cumulative ? ['  逐年累计：每年的数包含以前各年'] : []),
    ...years.map(yearLine),
    ...(reading
      ? [`  理解：${reading.taken}${reading.alternative ? `；另一种理解：${reading.alternative}` : ''}`]
      : []),
    ...(damaged ? [`  原文残缺：${damaged}`] : []),
    `  条款：${[...new Set(clauses.map(({ ref }) => ref))].join('、')}`,
  ].join('\n');
}

function wordOf(value: string): string {
  return itemWordLabels[value] ?? value;
}

function yearLine({ year, share, count, unit, isComputed }: LawItem['years'][number]): string {
  const shown = count === null ? '' : `${count} ${unit ?? ''}${isComputed ? '（按比例折算）' : ''}`;
  return `  ${year}年  ${[share === null ? '' : `${share}%`, shown].filter((part) => part !== '').join('  ')}`.trimEnd();
}
