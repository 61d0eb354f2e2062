import { nameParts } from '../../packages/domain/src/divisions/division-name.ts';
import type { Succession } from './division-successions.ts';

export interface Gbt2260Row {
  代码: string;
  名称: string;
  级别: string;
  启用时间: string;
  '变更/弃用时间': string;
  新代码: string;
}

/**
 * Which code carries on each county and city that GB/T 2260 has ever listed. The source writes `430211[1984];430212`:
 * a year in brackets is a part that went to a neighbour in that year, so the successor of the whole is 430212. Where
 * several carry on at once, the one that kept the name is the successor; if none did, all are, as a `split`.
 */
export function countySuccessions(rows: readonly Gbt2260Row[]): Succession[] {
  const namesByCode = new Map<string, string[]>();
  for (const row of rows) namesByCode.set(row.代码, [...(namesByCode.get(row.代码) ?? []), row.名称]);
  const found: Succession[] = [];
  for (const row of rows) {
    const year = row['变更/弃用时间'];
    if (!year || row.级别 === '省级') continue;
    const level = row.级别 === '地级' ? 'city' : 'county';
    const wholes = row.新代码.split(';').filter((code) => /^\d{6}$/.test(code));
    const stem = nameParts(row.名称, level).stem;
    const newName = (code: string) => {
      const names = namesByCode.get(code) ?? [];
      return names.find((name) => nameParts(name, level).stem === stem) ?? names.at(-1) ?? '';
    };
    const kept = wholes.filter((code) => nameParts(newName(code), level).stem === stem);
    const successors = kept.length === 1 ? kept : wholes;
    for (const code of successors) {
      if (code === row.代码 && newName(code) === row.名称) continue;
      // A prefecture can be followed by counties (地区 → 市 of one county) and the other way round: only like follows like.
      if (level === 'city' && !code.endsWith('00')) continue;
      found.push({
        oldCode: Number(row.代码) * 1_000_000,
        level,
        oldName: row.名称,
        newCode: Number(code) * 1_000_000,
        newName: code === row.代码 ? (namesByCode.get(code)?.at(-1) ?? '') : newName(code),
        year: Number(year),
        basis: successors.length > 1 ? 'gbt2260-split' : 'gbt2260',
      });
    }
  }
  return found;
}
