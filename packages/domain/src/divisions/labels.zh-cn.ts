import type { DivisionLevel } from '@daohu/kernel';
import type { NameMatch, SuccessionBasis } from './contract.ts';

export const DIVISION_LEVEL_LABELS: Record<DivisionLevel, string> = {
  nation: '全国',
  province: '省',
  city: '市（州）',
  county: '县（市、区）',
  township: '乡（镇、街道）',
  village: '村（社区）',
};

export const SUCCESSION_BASIS_LABELS: Record<SuccessionBasis, string> = {
  gbt2260: '国家标准 GB/T 2260 所载变更',
  'gbt2260-split': '国家标准 GB/T 2260 所载分设，由几个区划接续',
  recode: '本系统办理的县级代码变更',
  'same-digits': '县级代码变更后末尾代码相同',
  'same-name': '名称相同，代码变更',
  'same-code': '代码相同，名称变更',
  'merged-villages': '所辖村大部分并入',
};

export const NAME_MATCH_LABELS: Record<NameMatch, string> = {
  name: '名称一致',
  stem: '去掉后缀后一致',
  'other-name': '曾用名或后来的名称',
  beginning: '名称以此开头',
};

export const URBAN_RURAL_LABELS: Record<string, string> = {
  '111': '主城区',
  '112': '城乡结合区',
  '121': '镇中心区',
  '122': '镇乡结合区',
  '123': '特殊区域',
  '210': '乡中心区',
  '220': '村庄',
};
