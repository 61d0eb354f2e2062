import { type Actor, localOperator } from '@daohu/domain/access';
import { countyOf, parseCalendarDate, parseDivisionCode } from '@daohu/kernel';
import { recodeCounty } from '@daohu/server';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

export interface RecodeCountyOptions extends DataOptions {
  readonly name: string;
  readonly on: string;
}

const keeper: Actor = { ...localOperator, role: 'administrator' };

/** `daohu recode-county OLD NEW`: everything of a county goes on under its new code, or nothing does. */
export async function recodeCountyByCode(
  oldCode: string,
  newCode: string,
  options: RecodeCountyOptions,
  output: Output,
): Promise<void> {
  const [from, to] = [codeOf(oldCode), codeOf(newCode)];
  const name = options.name.trim();
  if (name.length < 2 || name.length > 60) throw new WrongArguments('--name 应为变更后的名称，例如 京山市。');
  const on = parseCalendarDate(options.on);
  if (on === null) throw new WrongArguments(`--on 应为日期，例如 2018-02-24，而不是“${options.on}”。`);
  await withSystem(options, output, async (system) => {
    const rekeyed = orRefuse(await recodeCounty(system, keeper, { from, to, name, on }));
    const { households, persons, imports, accounts } = rekeyed;
    output.result({ ...rekeyed, name }, () =>
      [
        `${countyOf(from)} 自 ${on} 起改为 ${countyOf(to)} ${name}。`,
        `已改到新代码下：户 ${households}，人 ${persons}，导入 ${imports} 次，账号 ${accounts} 个。按旧代码仍可查到。`,
      ].join('\n'),
    );
  });
}

function codeOf(text: string): number {
  const code = parseDivisionCode(text);
  if (code === null) throw new WrongArguments(`“${text}”不是区划代码，请填写六位县级代码，例如 420821。`);
  return code;
}
