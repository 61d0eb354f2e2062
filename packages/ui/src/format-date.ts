import type { Language } from './language.tsx';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** `2017-11-02` → 2017年11月2日 or 2 Nov 2017. A text that is no date is shown as it came. */
export function formatDate(date: string, language: Language): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return date;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (language === 'zh-CN') return `${year}年${month}月${day}日`;
  return `${day} ${MONTHS[month - 1] ?? month} ${year}`;
}

/** `201711` → 2017年11月 or Nov 2017. */
export function formatMonth(month: number, language: Language): string {
  const [year, ofYear] = [Math.floor(month / 100), month % 100];
  return language === 'zh-CN' ? `${year}年${ofYear}月` : `${MONTHS[ofYear - 1] ?? ofYear} ${year}`;
}

/** An instant in the day and minute of China (UTC+8), where the register is kept. */
export function formatInstant(iso: string, language: Language): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const there = new Date(at.getTime() + 8 * 3_600_000).toISOString();
  return `${formatDate(there.slice(0, 10), language)} ${there.slice(11, 16)}`;
}
