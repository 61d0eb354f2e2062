import * as path from 'node:path';
import { localOperator } from '@daohu/domain/access';
import { exportRegister } from '@daohu/domain/exchange';
import { ExportQuery } from '@daohu/domain/exchange/contract';
import { findPlace } from './find-place.ts';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface ExportOptions extends DataOptions {
  readonly set: string;
  readonly division: string;
  readonly year: string;
  readonly out?: string;
  readonly format?: string;
  readonly unmasked?: boolean;
  readonly reason?: string;
}

/** `daohu export`: one set for a division and a year, masked unless whole numbers are asked for with a reason. */
export async function exportSet(options: ExportOptions, output: Output): Promise<void> {
  const format = options.format ?? (options.out?.endsWith('.csv') ? 'csv' : 'xlsx');
  const asked = ExportQuery.safeParse({ set: options.set.toUpperCase(), division: 0, year: options.year, format });
  if (!asked.success)
    throw new WrongArguments(
      '请核对 --set（R1、R3、R4、R7、E1、E2、E3）、--year（四位年份）和 --format（xlsx 或 csv）。',
    );
  await withSystem(options, output, async (system) => {
    const query = {
      ...asked.data,
      division: await findPlace(system, options.division),
      unmasked: options.unmasked === true,
      ...(options.reason ? { reason: options.reason } : {}),
    };
    const target = path.resolve(options.out ?? `${query.set}-${query.division}-${query.year}.${format}`);
    const permission = query.unmasked ? 'exchange.exportUnmasked' : 'exchange.exportRegister';
    const done = orRefuse(
      await system.runner.command(localOperator, permission, query, (work) => exportRegister(work, query, target)),
    );
    output.result(
      { ...done, file: target },
      () => `已导出 ${done.rows} 行到 ${target}${done.isMasked ? '（已脱敏，不可导入）' : ''}`,
    );
  });
}
