import { readFileSync } from 'node:fs';
import type { ItemWords } from '@daohu/policy';
import { itemWordLabels } from './labels.zh-cn.ts';
import { productParts } from './product-parts.ts';

/** 对象: of whom or what a policy item speaks. The words are those of the clause inventories. */
const SUBJECTS = [
  'person',
  'household',
  'village',
  'township',
  'county',
  'city',
  'province',
  'project',
  'fund',
  'team',
  'department',
  'enterprise',
  'public',
];

/** 领域: the fields of work of measures. */
const SECTORS = [
  'industry',
  'employment',
  'education',
  'health',
  'housing',
  'relocation',
  'social-security',
  'care',
  'infrastructure',
  'public-service',
  'culture',
  'environment',
  'ecology',
  'finance',
  'money',
  'land',
  'technology',
  'commerce',
  'tourism',
  'energy',
  'regional-development',
  'society',
  'counterpart-support',
  'organisation',
  'inspection',
  'information',
  'publicity',
  'law',
];

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
    subjects: labelled(SUBJECTS),
    sectors: labelled(SECTORS),
    parts: new Map(productParts.map(({ id, title }) => [id, title])),
    rows: readPlannedRows(packsFolder),
  };
}

function labelled(words: readonly string[]): ReadonlyMap<string, string> {
  return new Map(words.map((word) => [word, itemWordLabels[word] ?? word]));
}
