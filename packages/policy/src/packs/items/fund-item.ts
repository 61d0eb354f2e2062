import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf, divisionCodeOf, oneOf, whole } from './fields.ts';
import type { ItemBase } from './item.ts';
import { LEVELS, type Level } from './procedure-item.ts';
import { amountOf, type StatedQuantity } from './quantity.ts';

/** 资金承诺: who pays how much to whom, how often, and for what. */
export interface FundItem extends ItemBase {
  readonly kind: 'fund';
  readonly payers: readonly Payer[];
  /** 分别: whether each payer pays the whole amount, or all of them together. Null where the text leaves it open. */
  readonly payersPay: 'each' | 'together' | null;
  /** Who receives it, in words (全省的寄宿制学校). */
  readonly payee: string;
  /** The subject of one receiver, when the amount is so much for each. */
  readonly per: string | null;
  /** An amount of money, or a share of something (`of`); null where the text gives none. */
  readonly amount: StatedQuantity | null;
  readonly floor: StatedQuantity | null;
  readonly ceiling: StatedQuantity | null;
  readonly period: Period | null;
  /** First and last year, where the text bounds it. */
  readonly fromYear: number | null;
  readonly untilYear: number | null;
  readonly by: Deadline | null;
  /** On what it depends, in words. */
  readonly condition: string | null;
  /** What it may be used for; empty when the text does not bind it. */
  readonly uses: readonly string[];
  /** The formula of the pack that computes the amount. */
  readonly formula: string | null;
}

export interface Payer {
  readonly who: string;
  readonly level: Level | null;
  readonly division: string | null;
  /** Of a ratio (6:3:1): the part of this payer. */
  readonly part: number | null;
}

export type Period = (typeof PERIODS)[number];
export const PERIODS = ['once', 'monthly', 'quarterly', 'yearly', 'school-year', 'five-years'] as const;

export const FUND_KEYS = [
  'payers',
  'payersPay',
  'payee',
  'per',
  'amount',
  'floor',
  'ceiling',
  'period',
  'fromYear',
  'untilYear',
  'by',
  'condition',
  'uses',
  'formula',
];

export function readFund(entry: Mapping, base: ItemBase): FundItem {
  const payers = entry.list('payers').flatMap((node): Payer[] => {
    const one = entry.file.mapping(node, ['who', 'level', 'division', 'part'], '出资方');
    if (!one) return [];
    return [
      {
        who: one.required('who'),
        level: oneOf(one, 'level', LEVELS),
        division: divisionCodeOf(one, 'division'),
        part: whole(one, 'part', 1, 10_000),
      },
    ];
  });
  if (!entry.has('payers')) {
    const zh = '缺少「payers」（谁出钱）。文件没有写明的写 payers: []。';
    entry.file.report(entry.node, 'missing-key', zh, 'Missing `payers`; write [] where the text names none.');
  }
  const parts = payers.filter((payer) => payer.part !== null);
  if (parts.length > 0 && parts.length < payers.length) {
    const zh = '按比例分担时，每个出资方都要写 part。';
    entry.file.report(entry.raw('payers'), 'missing-key', zh, 'With a ratio every payer has its `part`.');
  }
  return {
    ...base,
    kind: 'fund',
    payers,
    payersPay: oneOf(entry, 'payersPay', ['each', 'together']),
    payee: entry.required('payee'),
    per: entry.text('per'),
    amount: amountOf(entry, 'amount', base.title),
    floor: amountOf(entry, 'floor', `${base.title}下限`),
    ceiling: amountOf(entry, 'ceiling', `${base.title}上限`),
    period: oneOf(entry, 'period', PERIODS),
    fromYear: whole(entry, 'fromYear', 1949, 2100),
    untilYear: whole(entry, 'untilYear', 1949, 2100),
    by: deadlineOf(entry, 'by'),
    condition: entry.text('condition'),
    uses: entry.texts('uses'),
    formula: entry.text('formula'),
  };
}
