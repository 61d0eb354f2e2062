import { readFileSync } from 'node:fs';
import type { ItemWords } from '@daohu/policy';
import { productParts } from './product-parts.ts';

/** 对象: of whom or what a policy item speaks. The words are those of the clause inventories. */
export const subjectWords: Readonly<Record<string, string>> = {
  person: '人',
  household: '户',
  village: '村',
  township: '乡镇',
  county: '县（市、区）',
  city: '市州',
  province: '省',
  project: '项目',
  fund: '资金',
  team: '驻村工作队',
  department: '部门和单位',
  enterprise: '企业和经营主体',
  public: '社会公众',
};

/** 领域: the fields of work of measures. */
export const sectorWords: Readonly<Record<string, string>> = {
  industry: '产业',
  employment: '就业创业',
  education: '教育',
  health: '医疗卫生',
  housing: '住房',
  relocation: '易地搬迁',
  'social-security': '社会保障',
  care: '关爱服务',
  infrastructure: '基础设施',
  'public-service': '公共服务',
  culture: '文化',
  environment: '人居环境',
  ecology: '生态',
  finance: '金融',
  money: '财政资金',
  land: '土地',
  technology: '科技人才',
  commerce: '电商与消费',
  tourism: '旅游',
  energy: '能源（光伏等）',
  'regional-development': '区域发展',
  society: '社会帮扶',
  'counterpart-support': '对口帮扶与协作',
  organisation: '组织保障',
  inspection: '督查监管',
  information: '信息化',
  publicity: '宣传',
  law: '法治',
};

/** 能力清单: the rows of the plan of the product, from `planned-rows.json` beside the packs. */
export function readPlannedRows(packsFolder: string): ReadonlyMap<number, string> {
  const { rows } = JSON.parse(readFileSync(`${packsFolder}/planned-rows.json`, 'utf8')) as {
    rows: readonly { readonly row: number; readonly title: string }[];
  };
  return new Map(rows.map(({ row, title }) => [row, title]));
}

/** The words that the items of our packs may use. */
export function itemWords(packsFolder: string): ItemWords {
  return {
    subjects: new Map(Object.entries(subjectWords)),
    sectors: new Map(Object.entries(sectorWords)),
    parts: new Map(productParts.map(({ id, title }) => [id, title])),
    rows: readPlannedRows(packsFolder),
  };
}
