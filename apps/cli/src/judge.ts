import { localOperator } from '@daohu/domain/access';
import { HeldProvinces, judgeAll } from '@daohu/domain/standards';
import type { AllJudged } from '@daohu/domain/standards/contract';
import { ColumnThreads } from '@daohu/policy/node';
import { dayOf } from './explain.ts';
import { type Output, orRefuse } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface JudgeOptions extends DataOptions {
  readonly asOf?: string;
}

/** `daohu judge`: everybody by every rule, and the verdicts kept. */
export async function judge(options: JudgeOptions, output: Output): Promise<void> {
  const asOf = dayOf(options.asOf);
  await withSystem(options, output, async ({ database, clock, runner, standards }) => {
    const provinces = new HeldProvinces(database, clock, standards.packs.schema);
    const bar = output.progress('读取台账');
    const on = new ColumnThreads();
    try {
      const outcome = await runner.command(localOperator, 'standards.judgeAll', { asOf: asOf ?? null }, (work) =>
        judgeAll(work, standards, provinces, asOf ? { asOf } : {}, {
          on,
          onProgress: (done, total) => bar.to(done, total),
        }),
      );
      const judged = orRefuse(outcome);
      output.result(judged, () => textOf(judged));
    } finally {
      bar.end();
      await on.close();
    }
  });
}

function textOf({ year, judgedFor, counties, villages, sheets, rules }: AllJudged): string {
  return [
    `${year}年台账（按${judgedFor}的规定）：${counties} 个县，${villages} 个村；改写结论表 ${sheets} 张`,
    ...rules.map(
      ({ rule, title, met, unmet, unknown }) => `  ${title}（${rule}）：达到 ${met}，未达到 ${unmet}，未知 ${unknown}`,
    ),
  ].join('\n');
}
