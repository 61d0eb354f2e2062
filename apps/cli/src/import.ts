import { createReadStream, statSync } from 'node:fs';
import * as path from 'node:path';
import { localOperator } from '@daohu/domain/access';
import { listImportRows } from '@daohu/domain/exchange';
import { type Import, type ImportRow, importLists } from '@daohu/domain/exchange/contract';
import { importStateLabels } from '@daohu/domain/exchange/labels';
import type { OpenedSystem } from '@daohu/server';
import { findPlace } from './find-place.ts';
import { CommandRefused, type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface ImportOptions extends DataOptions {
  readonly set?: string;
  readonly year?: string;
  readonly within?: string;
  readonly apply?: boolean;
  /** How many rows of each list are given back. */
  readonly rows: string;
}

type Listed = Pick<ImportRow, 'rowNumber' | 'subject' | 'changes' | 'faults' | 'notes'>;

export interface ImportReport
  extends Pick<
    Import,
    'importId' | 'state' | 'set' | 'year' | 'within' | 'withinName' | 'counts' | 'effect' | 'failure'
  > {
  readonly file: string;
  readonly missingColumns: readonly string[];
  readonly unknownColumns: readonly string[];
  readonly new: readonly Listed[];
  readonly changed: readonly Listed[];
  readonly refused: readonly Listed[];
}

/** `daohu import FILE`: preview, and with `--apply` the whole file or nothing. */
export async function importFile(file: string, options: ImportOptions, output: Output): Promise<void> {
  requireFile(file);
  const limit = Number(options.rows);
  if (!Number.isInteger(limit) || limit < 0) throw new WrongArguments('--rows 应为不小于0的整数。');
  const year = options.year === undefined ? undefined : Number(options.year);
  if (year !== undefined && !(Number.isInteger(year) && year >= 2000 && year <= 2100)) {
    throw new WrongArguments(`--year 应为四位年份，例如 2017，而不是“${options.year}”。`);
  }
  await withSystem(options, output, async (system) => {
    const { imports } = system;
    const within = options.within === undefined ? undefined : await findPlace(system, options.within);
    const uploaded = orRefuse(await imports.upload(localOperator, path.basename(file), createReadStream(file)));
    const { importId } = uploaded;
    const stop = cancelOnSignal(system, importId);
    try {
      const begun = await imports.read(localOperator, {
        importId,
        ...(options.set ? { set: options.set.toUpperCase() } : {}),
        ...(year === undefined ? {} : { year }),
        ...(within === undefined ? {} : { within }),
      });
      if (!begun.ok) {
        await imports.cancel(localOperator, importId);
        throw new CommandRefused(begun.refusal);
      }
      await watch(system, importId, output, '读取与核对');
      const preview = orRefuse(await imports.show(localOperator, importId));
      if (preview.state === 'failed') {
        const reason = preview.failure ?? '';
        throw new CommandRefused({ code: 'file-unreadable', reason, reasonEn: reason });
      }
      const lists = await listed(system, importId, limit);
      if (options.apply && preview.counts.new + preview.counts.changed > 0) {
        orRefuse(await imports.apply(localOperator, importId));
        await watch(system, importId, output, '写入台账');
      }
      const shown = orRefuse(await imports.show(localOperator, importId));
      const report = reportOf(file, shown, lists);
      output.result(report, () => textOf(report, shown, options.apply === true));
    } finally {
      stop();
    }
  });
}

function requireFile(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new WrongArguments(`没有找到文件 ${file}，请核对路径。`);
  if (!stat.isFile()) throw new WrongArguments(`${file} 不是文件。`);
}

/** Ctrl-C stops the import and leaves nothing of it; a second one ends at once, which leaves nothing either. */
function cancelOnSignal(system: OpenedSystem, importId: number): () => void {
  const cancel = () => {
    void system.imports.cancel(localOperator, importId).finally(() => system.close().finally(() => process.exit(130)));
  };
  process.once('SIGINT', cancel);
  process.once('SIGTERM', cancel);
  return () => {
    process.removeListener('SIGINT', cancel);
    process.removeListener('SIGTERM', cancel);
  };
}

async function watch({ imports }: OpenedSystem, importId: number, output: Output, label: string): Promise<void> {
  const bar = output.progress(label);
  const timer = setInterval(() => {
    const progress = imports.progressOf(importId);
    if (progress) bar.to(progress.done, progress.total);
  }, 200);
  await imports.finished(importId);
  clearInterval(timer);
  bar.end();
}

async function listed(
  { runner }: OpenedSystem,
  importId: number,
  limit: number,
): Promise<Pick<ImportReport, 'new' | 'changed' | 'refused'>> {
  const rows: Record<'new' | 'changed' | 'refused', Listed[]> = { new: [], changed: [], refused: [] };
  for (const list of importLists) {
    if (list === 'same') continue;
    let from: number | null = 0;
    while (from !== null && rows[list].length < limit) {
      const start: number = from;
      const page = orRefuse(
        await runner.ask(localOperator, 'exchange.showImport', (work) => listImportRows(work, importId, list, start)),
      );
      rows[list].push(
        ...page.rows.map(({ rowNumber, subject, changes, faults, notes }) => ({
          rowNumber,
          subject,
          changes,
          faults,
          notes,
        })),
      );
      from = page.next;
    }
    rows[list].splice(limit);
  }
  return rows;
}

function reportOf(file: string, shown: Import, lists: Pick<ImportReport, 'new' | 'changed' | 'refused'>): ImportReport {
  const { importId, state, set, year, within, withinName, counts, effect, failure, missingColumns, columns } = shown;
  return {
    file,
    importId,
    state,
    set,
    year,
    within,
    withinName,
    counts,
    effect,
    failure,
    missingColumns,
    unknownColumns: columns.filter(({ nameZh }) => nameZh === null).map(({ label }) => label),
    ...lists,
  };
}

function textOf(report: ImportReport, shown: Import, asked: boolean): string {
  const { counts, effect } = report;
  const lines = [
    `${report.file}：${report.set} ${shown.setTitle ?? ''}，${report.year ?? '按年度列'}年，${report.withinName ?? ''}`,
    `共 ${counts.rows} 行：新增 ${counts.new}，变更 ${counts.changed}，相同 ${counts.same}，拒绝 ${counts.refused}（另有提示 ${counts.noted}）`,
    `户 新增 ${effect.households.new} 变更 ${effect.households.changed}；人 新增 ${effect.persons.new} 变更 ${effect.persons.changed}；村 新增 ${effect.villages.new} 变更 ${effect.villages.changed}`,
  ];
  if (report.unknownColumns.length > 0) lines.push(`不认识、没有读取的列：${report.unknownColumns.join('、')}`);
  for (const { rowNumber, subject, faults } of report.refused) {
    for (const { cell, label, reason, mend } of faults) {
      lines.push(`  拒绝 第${rowNumber}行 ${cell ?? ''} ${label ?? ''} ${subject}：${reason}${mend}`);
    }
  }
  for (const { rowNumber, subject, changes } of report.changed) {
    lines.push(
      `  变更 第${rowNumber}行 ${subject}：${changes.map(({ nameZh, before, after }) => `${nameZh} ${before ?? '空'} → ${after ?? '空'}`).join('；')}`,
    );
  }
  if (report.failure) lines.push(report.failure);
  lines.push(`导入编号 ${report.importId}，状态：${importStateLabels[report.state]}`);
  if (!asked && counts.new + counts.changed > 0)
    lines.push('这只是预览，台账没有变动。确认无误后加 --apply 再运行一次。');
  return lines.join('\n');
}
