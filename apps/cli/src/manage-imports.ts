import { localOperator } from '@daohu/domain/access';
import { listImports } from '@daohu/domain/exchange';
import { importStateLabels } from '@daohu/domain/exchange/labels';
import { type Output, orRefuse, WrongArguments } from './output.ts';
import { type DataOptions, withSystem } from './with-system.ts';

/** `daohu imports`: what was imported, newest first. */
export async function showImports(options: DataOptions, output: Output): Promise<void> {
  await withSystem(options, output, async ({ runner }) => {
    const imports = orRefuse(await runner.query(localOperator, 'exchange.listImports', (work) => listImports(work)));
    output.result({ imports }, () =>
      imports
        .map(
          ({ importId, state, set, year, fileName, accountName, failure }) =>
            `${importId}\t${importStateLabels[state]}\t${set ?? ''}\t${year ?? ''}\t${fileName}\t${accountName}${failure ? `\t${failure}` : ''}`,
        )
        .join('\n'),
    );
  });
}

/** `daohu undo IMPORT`: takes a whole import back, or says which later acts rest on it. */
export async function undoImportById(importId: string, options: DataOptions, output: Output): Promise<void> {
  const id = Number(importId);
  if (!Number.isInteger(id) || id <= 0) throw new WrongArguments(`“${importId}”不是导入编号（见 ./daohu imports）。`);
  await withSystem(options, output, async ({ imports }) => {
    orRefuse(await imports.undo(localOperator, id));
    await imports.finished(id);
    const shown = orRefuse(await imports.show(localOperator, id));
    output.result({ importId: id, state: shown.state, failure: shown.failure }, () =>
      shown.state === 'undone' ? `导入 ${id} 已撤销。` : `导入 ${id} 没有撤销：${shown.failure}`,
    );
    if (shown.state !== 'undone') process.exitCode = 4;
  });
}
