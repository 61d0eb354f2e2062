import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { missingInChinese, shownNumber } from '@daohu/policy';
import { type ColumnToWrite, type PlainCell, type WriteTarget, writeCsv, writeXlsx } from '@daohu/sheets';
import type { ListedVerdict, StandardsRefusal, State } from '../standards/contract.ts';
import { eachVerdict, type Standards } from '../standards/index.ts';
import type { ExportedVerdicts, ExportRefusal, ExportVerdicts } from './contract.ts';
import type { ExportOptions } from './export-register.ts';

const VERDICT: Record<State, string> = { met: '达到', unmet: '未达到', unknown: '未知' };

const PLACE: readonly ColumnToWrite[] = [
  { header: '序号', width: 6 },
  { header: '乡镇', width: 14 },
  { header: '村', width: 14 },
];
const HOUSEHOLD: readonly ColumnToWrite[] = [
  { header: '户编号', width: 24, identifier: true },
  { header: '户主', width: 10 },
  { header: '脱贫属性', width: 12 },
];
const REASONS: readonly ColumnToWrite[] = [
  { header: '结论', width: 8 },
  { header: '未达到或不能判断的条件', width: 40 },
  { header: '条款', width: 24 },
  { header: '缺少的内容', width: 60 },
];

/**
 * 核查清单导出: who passes a rule or does not, with every reason, as the list on the screen shows it. No ID number,
 * phone or card is in it.
 */
export async function exportVerdicts(
  work: Work,
  standards: Standards,
  { format, ...asked }: ExportVerdicts,
  target: WriteTarget,
  options: ExportOptions = {},
): Promise<Outcome<ExportedVerdicts, StandardsRefusal | ExportRefusal>> {
  const list = await eachVerdict(work, standards, asked);
  if (!list.ok) return list;
  const { first, pages } = list.value;
  const { subject, divisionName, title, state, years, asIf } = first;
  const days = years.map(({ year, judgedFor }) => `${year}年台账，按${judgedFor}的规定`).join('；');
  const named = `${divisionName}${title}：${VERDICT[state]}`;
  const amountUnit = first.rows.find(({ amount }) => amount)?.amount?.unit ?? null;
  const counted = { rows: 0 };
  const sheet = {
    name: VERDICT[state],
    titles: [`${named}（${days}）${asIf ? `——试算：全部按《${asIf.title}》的规定，不是当地适用的结论` : ''}`],
    columns: [
      ...PLACE,
      ...(subject === 'household' ? HOUSEHOLD : []),
      ...REASONS,
      ...(amountUnit === null ? [] : [{ header: '数额', width: 16 }]),
    ],
    rows: cells(pages, { isHousehold: subject === 'household', hasAmount: amountUnit !== null, counted, options }),
  };
  const writing = options.signal ? { signal: options.signal } : {};
  const written = format === 'csv' ? await writeCsv(target, sheet, writing) : await writeXlsx(target, [sheet], writing);
  if (!written.ok) return refuse({ code: 'sheet-too-long' });
  return done({ fileName: `${named.replace('：', '-')}.${format}`, rows: counted.rows });
}

interface Layout {
  readonly isHousehold: boolean;
  readonly hasAmount: boolean;
  readonly counted: { rows: number };
  readonly options: ExportOptions;
}

async function* cells(
  pages: AsyncIterable<readonly ListedVerdict[]>,
  { isHousehold, hasAmount, counted, options }: Layout,
): AsyncGenerator<PlainCell[][]> {
  for await (const page of pages) {
    yield page.map((row) => [
      ++counted.rows,
      row.townshipName,
      row.villageName,
      ...(isHousehold ? [row.householdNo ?? '', row.headName ?? '', row.exitStatus ?? ''] : []),
      VERDICT[row.verdict],
      row.causes.map(({ titles }) => titles.at(-1)!).join('；'),
      [...new Set(row.causes.flatMap(({ clauses }) => clauses))].join('、'),
      row.missing.map((one) => missingInChinese(one)).join(''),
      ...(hasAmount ? [amountOf(row)] : []),
    ]);
    options.onRows?.(counted.rows);
  }
}

function amountOf({ amount }: ListedVerdict): string {
  if (!amount || amount.value === null) return '未知';
  const shown = shownNumber(amount.value, amount.unit);
  return `${shown.number}${shown.unit}`;
}
