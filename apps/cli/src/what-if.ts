import { localOperator } from '@daohu/domain/access';
import { askWhatIf, HeldProvinces } from '@daohu/domain/standards';
import {
  AskWhatIf,
  type Moves,
  type WhatIf,
  type WhatIfChange,
  type WhatIfCost,
  whatIfLevels,
} from '@daohu/domain/standards/contract';
import { valueInChinese } from '@daohu/policy';
import { dayOf } from './explain.ts';
import { findPlace } from './find-place.ts';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface WhatIfOptions extends DataOptions {
  readonly set: readonly string[];
  readonly rule: string;
  readonly by: string;
  readonly division?: string;
  readonly asOf?: string;
}

const STATE = { met: '达到', unmet: '未达到', unknown: '未知' } as const;
const UNIT = { household: '户', person: '人', village: '村' } as const;

/** `daohu what-if`: who would move and what it would cost if parameters of the law were others. */
export async function whatIf(options: WhatIfOptions, output: Output): Promise<void> {
  if (options.set.length === 0)
    throw new WrongArguments('请用 --set 写明要改的参数和新值，例如 --set 扶贫标准=350000。');
  const changes = options.set.map(changeOf);
  const by = whatIfLevels.find((level) => level === options.by);
  if (!by) throw new WrongArguments(`--by 只能是 ${whatIfLevels.join('、')}，而不是“${options.by}”。`);
  const asOf = dayOf(options.asOf);
  await withSystem(options, output, async (system) => {
    const division = options.division === undefined ? 0 : await findPlace(system, options.division);
    const asked = AskWhatIf.parse({ rule: options.rule, changes, by, division, ...(asOf ? { asOf } : {}) });
    const { database, clock, runner, standards } = system;
    const provinces = new HeldProvinces(database, clock, standards.packs.schema);
    const bar = output.progress('读取台账');
    const outcome = await runner.ask(localOperator, 'standards.whatIf', (work) =>
      askWhatIf(work, standards, provinces, asked, { onProgress: (done, total) => bar.to(done, total) }),
    );
    bar.end();
    const answer = orRefuse(outcome);
    if (answer.state === 'ready') output.result(answer, () => textOf(answer));
  });
}

/** `扶贫标准=350000`. In the unit of the parameter; yes and no may be written in Chinese. */
function changeOf(text: string): { readonly parameter: string; readonly value: number | boolean | string } {
  const at = text.lastIndexOf('=');
  const [parameter, written] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at <= 0 || written === '') throw new WrongArguments(`--set 应写成 参数=值，而不是“${text}”。`);
  if (/^(是|true)$/.test(written)) return { parameter, value: true };
  if (/^(否|false)$/.test(written)) return { parameter, value: false };
  return { parameter, value: /^-?\d+(\.\d+)?$/.test(written) ? Number(written) : written };
}

function textOf(answer: WhatIf): string {
  const unit = UNIT[answer.subject];
  const lines = [
    `${answer.divisionName || '全国'} ${answer.title}：${answer.year}年台账（按${answer.judgedFor}的规定），试算，没有改动任何数据`,
    ...answer.changes.map(changeLine),
    `共 ${answer.total} ${unit}${answer.withoutRule > 0 ? `，另有 ${answer.withoutRule} ${unit}当日没有适用的规定` : ''}`,
    `  现在：${tallyOf(answer.before)}`,
    `  改后：${tallyOf(answer.after)}`,
    ...movesOf(answer).map((line) => `  ${line}${unit}`),
    ...answer.costs.map((cost) => `  ${costLine(cost)}`),
    '',
  ];
  if (answer.moves.length === 0 && answer.costs.length === 0) lines.push('没有变化。');
  for (const group of answer.groups) {
    const moved = movesOf(group).map((line) => `${line}${unit}`);
    const costs = group.costs.filter(({ before, after }) => before !== after).map(costLine);
    if (moved.length + costs.length === 0) continue;
    lines.push(
      `${group.name}：${group.total} ${unit}，达到 ${group.before.met} → ${group.after.met}；${[...moved, ...costs].join('；')}`,
    );
  }
  return lines.join('\n').trimEnd();
}

function changeLine({ parameter, unit, value, now }: WhatIfChange): string {
  const was = now.map(
    (one) => `${one.value === null ? '没有填报' : valueInChinese(one.value, unit)}（${one.counties} 个县）`,
  );
  return `  ${parameter}：${was.join('、')} → ${valueInChinese(value, unit)}`;
}

function tallyOf({ met, unmet, unknown }: Moves['before']): string {
  return `达到 ${met}，未达到 ${unmet}，未知 ${unknown}`;
}

function movesOf({ moves }: Moves): string[] {
  return moves.map(({ from, to, subjects }) => `${STATE[from]} → ${STATE[to]}：${subjects} `);
}

function costLine({ title, unit, period, before, after, unknownAfter }: WhatIfCost): string {
  const unknown = unknownAfter > 0 ? `，另有 ${unknownAfter} 个的金额未知` : '';
  const change = `${valueInChinese(before, unit)} → ${valueInChinese(after, unit)}`;
  return `${title}（${period ?? ''}）：${change}${unknown}`.replace('（）', '');
}
