import { localOperator } from '@daohu/domain/access';
import { evaluateDivision, type JudgedVillage } from '@daohu/domain/standards';
import type { EvaluationSummary, JudgedHousehold } from '@daohu/domain/standards/contract';
import { listed } from './evaluate-list.ts';
import { dayOf } from './explain.ts';
import { findPlace } from './find-place.ts';
import { type Output, orRefuse } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface EvaluateOptions extends DataOptions {
  readonly rule: string;
  readonly division: string;
  readonly asOf?: string;
  /** 试算: the document to judge all by instead of the law of each place. */
  readonly law?: string;
  /** Whether every household (or village) is listed with its verdict. */
  readonly households?: boolean;
  /** 清单: only those of this verdict, with the conditions that are why. */
  readonly list?: string;
  readonly cause?: string;
  readonly out?: string;
}

const STATE = { met: '达到', unmet: '未达到', unknown: '未知' } as const;

/** `daohu evaluate`: one rule over all households or villages of a division. */
export async function evaluate(options: EvaluateOptions, output: Output): Promise<void> {
  if (options.list !== undefined) return listed(options, output);
  const asOf = dayOf(options.asOf);
  await withSystem(options, output, async (system) => {
    const division = await findPlace(system, options.division);
    const judged: (JudgedHousehold | JudgedVillage)[] = [];
    const bar = output.progress('核查');
    const outcome = await system.runner.ask(localOperator, 'standards.evaluate', (work) =>
      evaluateDivision(
        work,
        system.standards,
        {
          division,
          rule: options.rule,
          ...(asOf ? { asOf } : {}),
          ...(options.law === undefined ? {} : { law: options.law }),
        },
        {
          onProgress: (done, total) => bar.to(done, total),
          ...(options.households
            ? { onVerdict: (each: JudgedHousehold | JudgedVillage) => void judged.push(each) }
            : {}),
        },
      ),
    );
    bar.end();
    const summary = orRefuse(outcome);
    output.result(options.households ? { ...summary, verdicts: judged } : summary, () => textOf(summary, judged));
  });
}

function textOf(summary: EvaluationSummary, judged: readonly (JudgedHousehold | JudgedVillage)[]): string {
  const { total, met, unmet, unknown } = summary;
  const unit = summary.subject === 'household' ? '户' : '村';
  const years = summary.years.map(({ year, judgedFor }) => `${year}年台账（按${judgedFor}的规定）`).join('、');
  const lines = [
    ...(summary.asIf ? [`试算：全部按“${summary.asIf.title}”的规定，不是当地适用的结论`] : []),
    `${summary.divisionName} ${summary.title}：${years}`,
    `共 ${total} ${unit}：达到 ${met}，未达到 ${unmet}，未知 ${unknown}`,
    ...summary.packs.map(({ title, subjects }) => `  依据 ${title}：${subjects} ${unit}`),
    ...summary.byDivision
      .filter(({ level }) => level === 'county')
      .map((each) => `  ${each.name}：达到 ${each.met}，未达到 ${each.unmet}，未知 ${each.unknown}`),
  ];
  if (summary.missing.length > 0) {
    lines.push('缺少的内容（多的在前）：');
    lines.push(...summary.missing.slice(0, 12).map(({ item, subjects }) => `  ${item}：${subjects} ${unit}`));
  }
  for (const { name, subjects } of summary.withoutRule)
    lines.push(`  ${name}：当日没有适用的规定，${subjects} ${unit}未核查`);
  for (const each of judged) {
    const name = 'householdNo' in each ? `${each.householdNo} ${each.headName ?? ''}` : (each.villageName ?? '');
    lines.push(`${STATE[each.verdict]}\t${name}\t${each.unmet.join('、')}`);
  }
  return lines.join('\n');
}
