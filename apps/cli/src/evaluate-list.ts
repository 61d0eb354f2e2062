import * as path from 'node:path';
import { localOperator } from '@daohu/domain/access';
import { exportVerdicts } from '@daohu/domain/exchange';
import { ExportVerdicts } from '@daohu/domain/exchange/contract';
import { eachVerdict } from '@daohu/domain/standards';
import type { ListedVerdict } from '@daohu/domain/standards/contract';
import { done } from '@daohu/kernel';
import { missingInChinese } from '@daohu/policy';
import type { EvaluateOptions } from './evaluate.ts';
import { dayOf } from './explain.ts';
import { findPlace } from './find-place.ts';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { withSystem } from './with-system.ts';

/** `daohu evaluate --list unmet`: those of one verdict with every reason, on the screen or as a file. */
export async function listed(options: EvaluateOptions, output: Output): Promise<void> {
  if (options.households) throw new WrongArguments('--list 已经逐户列出，不要同时写 --households。');
  const asOf = dayOf(options.asOf);
  const asked = ExportVerdicts.safeParse({
    rule: options.rule,
    state: options.list,
    ...(asOf ? { asOf } : {}),
    ...(options.law === undefined ? {} : { law: options.law }),
    ...(options.cause === undefined ? {} : { cause: options.cause }),
    format: options.out?.endsWith('.csv') ? 'csv' : 'xlsx',
  });
  if (!asked.success) throw new WrongArguments('--list 应为 met（达到）、unmet（未达到）或 unknown（未知）。');
  await withSystem(options, output, async (system) => {
    const query = { ...asked.data, division: await findPlace(system, options.division) };
    const { runner, standards } = system;
    if (options.out !== undefined) {
      const target = path.resolve(options.out);
      const exported = orRefuse(
        await runner.command(localOperator, 'exchange.exportRegister', query, (work) =>
          exportVerdicts(work, standards, query, target),
        ),
      );
      return output.result({ rows: exported.rows, file: target }, () => `已导出 ${exported.rows} 行到 ${target}`);
    }
    const { first, rows } = orRefuse(
      await runner.ask(localOperator, 'standards.evaluate', async (work) => {
        const list = await eachVerdict(work, standards, query);
        if (!list.ok) return list;
        const all: ListedVerdict[] = [];
        for await (const page of list.value.pages) all.push(...page);
        return done({ first: list.value.first, rows: all });
      }),
    );
    const { rows: _page, next: _next, previous: _previous, ...about } = first;
    output.result({ ...about, rows }, () => rows.map(lineOf).join('\n'));
  });
}

function lineOf({ householdNo, headName, villageName, causes, missing }: ListedVerdict): string {
  const who = householdNo === null ? [] : [householdNo, headName ?? ''];
  const why = causes.map(({ titles }) => titles.at(-1)).join('；');
  return [...who, villageName, why, missing.map((one) => missingInChinese(one)).join('')].join('\t');
}
