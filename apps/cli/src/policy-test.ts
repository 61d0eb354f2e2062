import { policySchema } from '@daohu/domain/standards';
import { type Branch, type BranchWay, formatProblem, type PackTest } from '@daohu/policy';
import { testPacks } from '@daohu/policy/node';
import { caseReadings } from './case-readings.ts';
import { EXIT } from './exit-codes.ts';
import type { Output } from './output.ts';
import { folderOf, refuseNoPacks } from './policy-check.ts';

const READING: Record<string, string> = { explanation: '逐户说明', columns: '按列计算', sql: 'SQL' };
const WHAT: Record<Branch['what'], string> = { condition: '条件', when: '适用范围', if: '如果', amount: '数额' };
const WAY: Record<BranchWay, string> = {
  met: '达到',
  unmet: '未达到',
  unknown: '未知',
  true: '是',
  false: '否',
  known: '有数',
};

/** `daohu policy test`: every example in every reading, and the branches that no example reaches. */
export async function policyTest(folder: string | undefined, output: Output): Promise<void> {
  const test = await testPacks(folderOf(folder), policySchema, caseReadings);
  refuseNoPacks(folder, test);
  output.result(test, () => textOf(test));
  if (test.problems.length > 0) process.exitCode = EXIT.refused;
}

function textOf({ packs, rules, cases, readings, problems, branches }: PackTest): string {
  const share = branches.total === 0 ? 100 : Math.floor((branches.covered * 100) / branches.total);
  return [
    ...problems.map((problem) => formatProblem(problem)),
    `${packs} 个政策包，${rules} 条规则，${cases} 个例子`,
    ...readings.map(({ reading, ran, failed, skipped }) =>
      skipped === null
        ? `  ${READING[reading] ?? reading}：${ran - failed} 个通过，${failed} 个失败`
        : `  ${READING[reading] ?? reading}：没有运行。${skipped}`,
    ),
    `分支：${branches.total} 个，例子走到 ${branches.covered} 个（${share}%）`,
    ...branches.wanting.map(wantingLine),
  ].join('\n');
}

function wantingLine({ file, line, what, title, feel, wanting }: Branch): string {
  const ways = wanting.map((way) => WAY[way]).join('、');
  const where = what === 'if' ? `${title}（${feel}）` : title;
  return `${file}:${line} ${WHAT[what]}「${where}」没有例子：${ways}`;
}
