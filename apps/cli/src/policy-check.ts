import { packsFolder, policySchema } from '@daohu/domain/standards';
import { checkPacks, formatProblem } from '@daohu/policy';
import { EXIT } from './exit-codes.ts';
import { type Output, WrongArguments } from './output.ts';

/** `daohu policy check`: everything that is wrong with the packs, with file, line, and what to do. */
export async function policy(action: string, _options: unknown, output: Output): Promise<void> {
  if (action !== 'check') throw new WrongArguments(`没有“policy ${action}”这个命令；可用：policy check。`);
  const { problems, ...counts } = checkPacks(packsFolder, policySchema);
  output.result({ problems, ...counts }, () =>
    problems.length > 0
      ? problems.map((problem) => formatProblem(problem)).join('\n')
      : `政策包检查通过：${counts.packs} 个包，${counts.rules} 条规则，${counts.parameters} 个参数，${counts.cases} 个例子。`,
  );
  if (problems.length > 0) process.exitCode = EXIT.refused;
}
