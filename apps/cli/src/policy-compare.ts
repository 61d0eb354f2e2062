import { localOperator } from '@daohu/domain/access';
import { compareLaw, comparePacks, isPackKey, loadStandards } from '@daohu/domain/standards';
import type {
  ComparedCondition,
  ComparedParameter,
  ComparedSide,
  ConditionSide,
  Difference,
  LawComparison,
  ParameterSide,
} from '@daohu/domain/standards/contract';
import { parseCalendarDate } from '@daohu/kernel';
import { valueInChinese } from '@daohu/policy';
import { findPlace } from './find-place.ts';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface CompareOptions extends DataOptions {
  readonly subject?: string;
}

const MARK: Record<Difference, string> = { same: '＝', differs: '≠', 'only-a': '甲', 'only-b': '乙' };

/** `daohu policy compare`: two packs, or the law of two places or days, side by side. */
export async function policyCompare(a: string, b: string, options: CompareOptions, output: Output): Promise<void> {
  const { subject } = options;
  const wanted = subject === undefined ? {} : { subject };
  for (const side of [a, b]) dayOfSide(side);
  const comparison =
    isPackKey(a) && isPackKey(b)
      ? orRefuse(comparePacks(await loadStandards(), { a, b, ...wanted }))
      : await withSystem(options, output, async (system) => {
          const sides = { a: await codeOfSide(system, a), b: await codeOfSide(system, b) };
          return orRefuse(
            await system.runner.ask(localOperator, 'standards.readLaw', (work) =>
              compareLaw(work, system.standards, { ...sides, ...wanted }),
            ),
          );
        });
  if (comparison.subjects.length === 0 && subject !== undefined)
    throw new WrongArguments(`两边都没有对象为 ${subject} 的规则。`);
  output.result(comparison, () => textOf(comparison));
}

function dayOfSide(side: string): void {
  const [, day] = side.split('@');
  if (day !== undefined && !parseCalendarDate(day)) throw new WrongArguments(`“${day}”不是日期，应写成 2016-12-31。`);
}

/** A place may be named; on the way in it is a code. */
async function codeOfSide(system: Parameters<typeof findPlace>[0], side: string): Promise<string> {
  const [key = '', day] = side.split('@');
  if (isPackKey(side)) return side;
  const code = await findPlace(system, key);
  return day === undefined ? String(code) : `${code}@${day}`;
}

function textOf({ a, b, subjects, parameters, counts }: LawComparison): string {
  const lines = [
    `甲：${sideLine(a)}`,
    `乙：${sideLine(b)}`,
    `相同 ${counts.same}，不同 ${counts.differ}，只有甲 ${counts.onlyA}，只有乙 ${counts.onlyB}`,
  ];
  for (const subject of subjects) {
    lines.push('', `【${subject.label}】`);
    for (const rule of subject.rules) {
      const title = rule.a?.title ?? rule.b?.title ?? rule.rule;
      lines.push(`${MARK[rule.difference]} ${title}（${rule.rule}）`);
      for (const condition of rule.conditions) lines.push(...conditionLines(condition));
      if (rule.a?.amount || rule.b?.amount) {
        lines.push(`    数额 甲：${rule.a?.amount?.words || '无'}；乙：${rule.b?.amount?.words || '无'}`);
      }
    }
  }
  if (parameters.length > 0) lines.push('', '【参数】', ...parameters.flatMap(parameterLines));
  return lines.join('\n');
}

function sideLine({ title, asOf, packs }: ComparedSide): string {
  const over = packs.flatMap(({ title: name, supersededBy }) =>
    supersededBy.map((other) => `${name} 自 ${other.from} 起由 ${other.title} 代替`),
  );
  const law = packs.some((pack) => pack.title !== title) ? `，适用 ${packs.map((pack) => pack.title).join('、')}` : '';
  return `${title}（${asOf}）${law}${over.length > 0 ? `；${over.join('；')}` : ''}`;
}

function conditionLines({ difference, a, b }: ComparedCondition): string[] {
  const shown = (a ?? b)!;
  const lines = [`  ${MARK[difference]} ${shown.title}${shown.kind === 'aim' ? '（力争）' : ''}`];
  if (difference === 'same') return [...lines, `      ${wordsOf(shown)} ［${clausesOf(a)}｜${clausesOf(b)}］`];
  if (a) lines.push(`      甲：${wordsOf(a)} ［${clausesOf(a)}］`);
  if (b) lines.push(`      乙：${wordsOf(b)} ［${clausesOf(b)}］`);
  return lines;
}

function wordsOf({ expression, when }: ConditionSide): string {
  return when ? `${expression.words}（适用：${when.words}）` : expression.words;
}

function clausesOf(side: ConditionSide | null): string {
  return side?.clauses.map(({ id }) => id).join('、') ?? '';
}

function parameterLines({ difference, name, unit, a, b }: ComparedParameter): string[] {
  const lines = [`  ${MARK[difference]} ${name}`];
  if (a) lines.push(`      甲：${valueLine(a, unit)}`);
  if (b) lines.push(`      乙：${valueLine(b, unit)}`);
  return lines;
}

/** The value of the day, then those that went before and come after. */
function valueLine({ inForce, law }: ParameterSide, unit: string): string {
  const { value, state, clauses, source, from } = inForce;
  const now = value === null ? (state === 'unset' ? '由有关单位确定，尚未填报' : '当日没有规定') : said(value, unit);
  const where = clauses.length > 0 ? clauses.join('、') : (source ?? '');
  const others = (law?.values ?? [])
    .filter((one) => one.from !== from)
    .map((one) => `${one.from}起 ${said(one.value, unit)}`);
  return `${now}${where === '' ? '' : ` ［${where}］`}${others.length > 0 ? `；其他日期：${others.join('，')}` : ''}`;
}

function said(value: number | boolean | string | null, unit: string): string {
  return value === null ? '待定' : valueInChinese(value, unit);
}
