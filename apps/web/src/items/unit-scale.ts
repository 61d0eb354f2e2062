import { type FileUnit, stepsPer, type Unit } from '@daohu/dictionary';
import type { Language } from '@daohu/ui';

const ENGLISH: Record<FileUnit, string> = {
  元: 'yuan',
  万元: 'yuan',
  亩: 'mu',
  平方米: 'm²',
  米: 'm',
  公里: 'km',
  月: 'months',
  人: 'people',
  户: 'households',
  个: '',
  项: '',
  门: '',
  度: '°',
};

/** 万元 is no unit that English counts in: there such amounts are given in yuan. */
export function shownUnit(fileUnit: FileUnit, language: Language): FileUnit {
  return fileUnit === '万元' && language === 'en' ? '元' : fileUnit;
}

/** Decimal places between the stored whole number and the figure in the unit that people read: fen and 元, two. */
export function placesOf(unit: Unit, fileUnit: FileUnit): number {
  return String(stepsPer(unit, fileUnit)).length - 1;
}

export function unitWord(fileUnit: FileUnit, language: Language): string {
  return language === 'zh-CN' ? fileUnit : ENGLISH[fileUnit];
}
