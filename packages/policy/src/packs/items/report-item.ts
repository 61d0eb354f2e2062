import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf, oneOf, whole, windowOf, type YearlyWindow } from './fields.ts';
import { PERIODS, type Period } from './fund-item.ts';
import type { ItemBase } from './item.ts';

/** 报告: who tells whom what, and when. */
export interface ReportItem extends ItemBase {
  readonly kind: 'report';
  readonly from: string;
  readonly to: string;
  readonly period: Period | null;
  /** Of a yearly one: the days in which it is due (11-11 to 11-20). Null with a period: the day is left open. */
  readonly window: YearlyWindow | null;
  /** Of one that is due once. */
  readonly by: Deadline | null;
  readonly firstYear: number | null;
  readonly content: readonly string[];
}

export const REPORT_KEYS = ['from', 'to', 'period', 'window', 'by', 'firstYear', 'content'];

export function readReport(entry: Mapping, base: ItemBase): ReportItem {
  if (!entry.has('period')) {
    const zh = `缺少「period」。可以写：${PERIODS.join('、')}；文件没有写明的写 period: null。`;
    entry.file.report(entry.node, 'missing-key', zh, `Missing \`period\`: one of ${PERIODS.join(', ')}, or null.`);
  }
  return {
    ...base,
    kind: 'report',
    from: entry.required('from'),
    to: entry.required('to'),
    period: oneOf(entry, 'period', PERIODS),
    window: windowOf(entry, 'window'),
    by: deadlineOf(entry, 'by'),
    firstYear: whole(entry, 'firstYear', 1949, 2100),
    content: entry.texts('content'),
  };
}

/** The first and last day on which the report of `year` is due; null when the text bounds it to no days. */
export function dueDays(report: ReportItem, year: number): { readonly from: string; readonly to: string } | null {
  if (report.firstYear !== null && year < report.firstYear) return null;
  if (report.by !== null) return report.by.on.startsWith(`${year}-`) ? { from: report.by.on, to: report.by.on } : null;
  const { window } = report;
  if (window === null) return null;
  // A window that ends earlier in the year than it begins runs into the next year.
  const endYear = window.to < window.from ? year + 1 : year;
  return { from: `${year}-${window.from}`, to: `${endYear}-${window.to}` };
}
