import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { itemWords, packsFolder, policySchema } from '@daohu/domain/standards';
import { formatProblem } from '@daohu/policy';
import { checkPacks } from '@daohu/policy/node';
import { EXIT } from './exit-codes.ts';
import { type Output, WrongArguments } from './output.ts';

/** `daohu policy check`: everything that is wrong with the packs, with file, line, and what to do. */
export async function policyCheck(folder: string | undefined, output: Output): Promise<void> {
  const { problems, ...counts } = checkPacks(folderOf(folder), policySchema, itemWords(packsFolder));
  refuseNoPacks(folder, { packs: counts.packs, problems });
  output.result({ problems, ...counts }, () =>
    problems.length > 0
      ? problems.map((problem) => formatProblem(problem)).join('\n')
      : `政策包检查通过：${counts.packs} 个包，${counts.rules} 条规则，${counts.parameters} 个参数，${counts.items} 个政策项，${counts.cases} 个例子。`,
  );
  if (problems.length > 0) process.exitCode = EXIT.refused;
}

/** The folder of packs that a command is about: the one named, else that of this product. */
export function folderOf(named: string | undefined): string {
  if (named === undefined) return packsFolder;
  const folder = path.resolve(named);
  if (!existsSync(folder)) throw new WrongArguments(`没有文件夹 ${named}，请核对路径。`);
  return folder;
}

/** A folder in which nothing is wrong because there is nothing in it. */
export function refuseNoPacks(
  folder: string | undefined,
  { packs, problems }: { readonly packs: number; readonly problems: readonly unknown[] },
): void {
  if (packs > 0 || problems.length > 0) return;
  throw new WrongArguments(`${folder} 里没有政策包（每个包一个文件夹，其中有 pack.yaml）。`);
}
