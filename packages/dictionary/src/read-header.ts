import { isConvertible } from './figure-units.ts';
import { headerKey, headerReadings } from './header-text.ts';
import type { Entity, Item } from './item.ts';
import { type ItemId, items } from './items.ts';
import type { ColumnMeaning, RowSubject, SheetContext } from './sheet-set.ts';

const CONTEXT_LABELS: readonly (readonly [SheetContext, readonly string[]])[] = [
  ['rowNumber', ['序号', '行号']],
  ['dataDate', ['数据日期', '数据时间']],
  ['divisionCode', ['行政区划代码', '区划代码', '村代码', '行政村代码']],
  ['province', ['省', '省份', '省(区、市)', '省(自治区、直辖市)', '省名', '省名称']],
  ['city', ['市', '市(州)', '市州', '市(地、州、盟)', '市名', '市名称', '地市']],
  ['county', ['县', '县(市、区、旗)', '县(市、区)', '县(区)', '行政县', '区县', '县区', '县市区', '县名', '县名称']],
  ['township', ['乡', '乡(镇)', '乡镇', '乡(镇、街道)', '镇', '镇(乡)', '乡镇(街道)', '街道', '乡名', '乡镇名称']],
  ['village', ['村', '行政村', '村名', '村居', '村(居)', '村(社区)', '行政村名', '行政村名称', '村名称']],
  ['year', ['年度', '分区年度', '年份', '数据年度']],
  ['remark', ['备注', '备注信息']],
];

const HEAD_LABELS: typeof CONTEXT_LABELS = [
  ['headNo', ['户主编号', '户主人员编号', '户主人口编号']],
  ['headName', ['户主姓名', '户主']],
  ['headIdNumber', ['户主证件号码', '户主身份证号', '户主身份证号码', '户主证件号']],
  ['villageOfficePhone', ['村办公电话']],
];

/** In a sheet of households the person named is the head. */
const HEAD_ALONE: typeof CONTEXT_LABELS = [
  ['headName', ['姓名']],
  ['headIdNumber', ['证件号码', '身份证号', '身份证号码']],
];

/** Whose items a row may hold, the row's own subject first: 联系电话 of a village row is the village's. */
const ENTITIES: Readonly<Record<RowSubject, readonly Entity[]>> = {
  person: ['person', 'household'],
  household: ['household'],
  village: ['village'],
};

type Vocabulary = ReadonlyMap<string, { readonly context: SheetContext } | { readonly item: Item }>;

const vocabularies: Readonly<Record<RowSubject, Vocabulary>> = {
  person: vocabulary('person', [...CONTEXT_LABELS, ...HEAD_LABELS]),
  household: vocabulary('household', [...CONTEXT_LABELS, ...HEAD_LABELS, ...HEAD_ALONE]),
  village: vocabulary('village', CONTEXT_LABELS),
};

function vocabulary(rows: RowSubject, contexts: typeof CONTEXT_LABELS): Vocabulary {
  const words = new Map<string, { readonly context: SheetContext } | { readonly item: Item }>();
  const add = (label: string, meaning: { readonly context: SheetContext } | { readonly item: Item }) => {
    const key = headerKey(label);
    if (!words.has(key)) words.set(key, meaning);
  };
  for (const [context, labels] of contexts) for (const label of labels) add(label, { context });
  for (const entity of ENTITIES[rows]) {
    const own = items.filter((item) => item.entity === entity);
    for (const item of own) for (const { label } of item.headers) add(label, { item });
    for (const item of own) for (const label of furtherLabels(item)) add(label, { item });
  }
  return words;
}

/** Wordings that follow from the item itself: 危房户 and 是否危房户 are one. */
function furtherLabels(item: Item): string[] {
  const labels = [item.ruleName];
  if (item.type !== 'boolean') return labels;
  for (const { label } of item.headers) {
    labels.push(label.startsWith('是否') ? label.slice(2) : `是否${label}`);
  }
  return labels;
}

/** What a header means in a sheet with such rows, or null. A unit in its brackets outranks the usual one. */
export function readHeader(header: string, rows: RowSubject): ColumnMeaning | null {
  for (const { key, unit } of headerReadings(header)) {
    const word = vocabularies[rows].get(key);
    if (!word) continue;
    if ('context' in word) {
      if (unit) continue;
      return { role: 'context', context: word.context };
    }
    const { item } = word;
    if (!item.unit) {
      if (unit) continue;
      return { role: 'item', item: item.id as ItemId };
    }
    const usual = item.headers.find((known) => headerKey(known.label) === key)?.unit ?? item.fileUnit!;
    if (unit && !isConvertible(item.unit, unit)) continue;
    return { role: 'item', item: item.id as ItemId, unit: unit ?? usual };
  }
  return null;
}
