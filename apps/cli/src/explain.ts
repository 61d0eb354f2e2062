import { localOperator } from '@daohu/domain/access';
import { listHouseholds } from '@daohu/domain/register';
import { explainHousehold } from '@daohu/domain/standards';
import type { ExplainedCondition, ExplainedGroup, HouseholdVerdict, State } from '@daohu/domain/standards/contract';
import { parseCalendarDate } from '@daohu/kernel';
import type { OpenedSystem } from '@daohu/server';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface ExplainOptions extends DataOptions {
  readonly asOf?: string;
  readonly rule: string;
  /** 试算: the document to judge by instead of the law of the place. */
  readonly law?: string;
}

/** `daohu explain HOUSEHOLD`: whether it may leave the register, condition by condition, with the words of the clause. */
export async function explain(household: string, options: ExplainOptions, output: Output): Promise<void> {
  const asOf = dayOf(options.asOf);
  await withSystem(options, output, async (system) => {
    const key = await findHousehold(system, household);
    const verdict = orRefuse(
      await system.runner.ask(localOperator, 'standards.explainHousehold', (work) =>
        explainHousehold(work, system.standards, {
          ...key,
          rule: options.rule,
          ...(asOf ? { asOf } : {}),
          ...(options.law === undefined ? {} : { law: options.law }),
        }),
      ),
    );
    output.result(verdict, () => textOf(verdict));
  });
}

export function dayOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (parseCalendarDate(text) === null)
    throw new WrongArguments(`--as-of 应为日期，例如 2016-12-31，而不是“${text}”。`);
  return text;
}

/** By `county/id`, or by household number; a number that two counties use is refused with both. */
async function findHousehold(
  { runner }: OpenedSystem,
  text: string,
): Promise<{ countyCode: number; householdId: number }> {
  const parts = /^(\d{6})\/(\d+)$/.exec(text);
  if (parts) return { countyCode: Number(parts[1]), householdId: Number(parts[2]) };
  const page = orRefuse(
    await runner.query(localOperator, 'register.listHouseholds', (work) =>
      listHouseholds(work, { search: text, size: 5 }),
    ),
  );
  const rows = page.rows.filter((row) => row.householdNo === text);
  const [only, ...others] = rows;
  if (!only) throw new WrongArguments(`台账中没有户编号为“${text}”的户。`);
  if (others.length > 0) {
    const all = rows.map((row) => `${row.countyCode}/${row.householdId}（${row.townshipName}${row.villageName}）`);
    throw new WrongArguments(`户编号“${text}”在几个县都有：${all.join('、')}，请写成 县代码/户ID。`);
  }
  return only;
}

const MARK: Record<State, string> = { met: '✓ 达到', unmet: '✗ 未达到', unknown: '？ 未知' };

function textOf(verdict: HouseholdVerdict): string {
  const lines = [
    `${verdict.headName ?? ''}（户编号 ${verdict.householdNo}）${verdict.title}：${MARK[verdict.verdict]}`,
    ...(verdict.asIf ? [`试算：按“${verdict.asIf.title}”的规定，不是本户适用的结论`] : []),
    `依据 ${verdict.packTitle}，按${verdict.judged.year}年台账、${verdict.judgedFor} 的规定`,
    ...partLines(verdict.tree, 0),
  ];
  if (verdict.missing.length > 0) {
    lines.push(`需要补充：${[...new Set(verdict.missing.map((missing) => missing.item))].join('、')}`);
  }
  return lines.join('\n');
}

function partLines(part: ExplainedGroup | ExplainedCondition, depth: number): string[] {
  if (!part.applies) return [];
  const indent = '  '.repeat(depth);
  const clause = [
    ...part.clauses.map(({ ref, quote }) => `${indent}      ${ref}：“${quote}”`),
    ...(part.source
      ? [`${indent}      来源 ${part.source.text}${part.source.status === 'unverified' ? '（待核实）' : ''}`]
      : []),
  ];
  const head = `${indent}${MARK[part.verdict]}${part.kind === 'aim' ? '（力争）' : ''} ${part.title}`;
  if (part.is === 'group') {
    const joined = part.mode === 'any' ? `${head}（符合其中之一）` : head;
    return [joined, ...clause, ...part.parts.flatMap((each) => partLines(each, depth + 1))];
  }
  const inputs = part.inputs.map(({ label, year, value, valueLabel, unit, record }) => {
    const shown = value === null ? '未登记' : (valueLabel ?? figure(value, unit));
    return `${indent}      ${record.name ?? ''}${label}（${year}年）：${shown}`;
  });
  const standards = [...part.parameters, ...part.figures].map((each) => {
    const name = 'name' in each ? (each.title ?? each.name) : `${each.title}（${each.year}年）`;
    const value = each.value === null ? '未定' : figure(each.value, each.unit);
    return `${indent}      标准 ${name}：${value}${each.status === 'unverified' ? '（待核实）' : ''}`;
  });
  return [head, ...inputs, ...standards, ...clause];
}

/** Stored fen are read as yuan; everything else as it is. */
function figure(value: number | boolean | string, unit: string): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number' && unit.startsWith('分')) return `${value / 100}元${unit.slice(1)}`;
  return `${value}${unit}`;
}
