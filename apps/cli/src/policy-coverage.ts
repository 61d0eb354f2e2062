import { itemWords, packsFolder, policySchema } from '@daohu/domain/standards';
import { clauseKindLabels, coverageStateLabels } from '@daohu/domain/standards/labels';
import {
  buildLibrary,
  type ClauseCoverage,
  clauseCoverage,
  type Problem,
  type UnstatedNumber,
  unstatedNumbers,
} from '@daohu/policy';
import { readPackFiles } from '@daohu/policy/node';
import { EXIT } from './exit-codes.ts';
import { type Output, WrongArguments } from './output.ts';
import { folderOf } from './policy-check.ts';

interface CoverageOptions {
  readonly pack?: string;
  readonly numbers?: boolean;
}

type State = ClauseCoverage['state'];
const STATES: readonly State[] = ['carried', 'planned', 'recorded-only', 'none'];

/** `daohu policy coverage`: what in the system carries each clause of the documents. */
export async function policyCoverage(
  folder: string | undefined,
  { pack, numbers }: CoverageOptions,
  output: Output,
): Promise<void> {
  const problems: Problem[] = [];
  const library = buildLibrary(readPackFiles(folderOf(folder)), policySchema, problems);
  const all = clauseCoverage(library);
  if (all.length === 0)
    throw new WrongArguments(`${folder ?? packsFolder} 里没有条款（每个包一个文件夹，其中有 clauses.json）。`);
  const documents = [...new Set(all.map(({ document }) => document.key))];
  if (pack !== undefined && !documents.includes(pack)) {
    throw new WrongArguments(`没有「${pack}」这个文件。可以写：${documents.join('、')}。`);
  }
  const wanted = all.filter(({ document }) => pack === undefined || document.key === pack);
  if (numbers) {
    const unstated = unstatedNumbers(library).filter(({ clause }) => wanted.some((one) => one.clause.id === clause));
    output.result({ numbers: unstated }, () => unstated.map(numberLine).join('\n') || '条款里的数都写到了。');
  } else output.result({ clauses: wanted.map(lineOf) }, () => textOf(wanted));
  if (problems.length > 0) {
    output.say(`政策包有 ${problems.length} 处错误，读不懂的部分没有计入。请运行 policy check 查看。`);
    process.exitCode = EXIT.refused;
  }
}

function numberLine({ clause, quote, name, value, unit }: UnstatedNumber): string {
  return `${clause}  ${value} ${unit}（${name}）：${quote}`;
}

function lineOf({ clause: { id }, state, carriers, reason, row }: ClauseCoverage): object {
  if (state === 'carried') return { id, carriedBy: carriers.map((carrier) => carrier.id) };
  if (state === 'recorded-only') return { id, recordedOnly: reason };
  if (state === 'planned') return { id, planned: row };
  return { id };
}

function textOf(all: readonly ClauseCoverage[]): string {
  const rows = itemWords(packsFolder).rows;
  const keys = [...new Set(all.map(({ document }) => document.key))];
  const tables = keys.map((key) => {
    const own = all.filter(({ document }) => document.key === key);
    const kinds = [...new Set(own.map(({ clause }) => clause.kind))];
    return [
      `${own[0]!.document.title}（${key}）`,
      line('', '条款', ...STATES.map((state) => coverageStateLabels[state])),
      ...kinds.map((kind) =>
        counted(
          clauseKindLabels[kind] ?? kind,
          own.filter(({ clause }) => clause.kind === kind),
        ),
      ),
      counted('合计', own),
    ].join('\n');
  });
  const open = all.filter(({ state }) => state === 'none');
  const waiting = all.filter(({ state }) => state === 'planned');
  const perRow = [...new Set(waiting.map(({ row }) => row!))].sort((a, b) => a - b);
  return [
    ...tables,
    ...(perRow.length === 0
      ? []
      : [
          [
            '由后续部分承载：',
            ...perRow.map(
              (row) =>
                `  第 ${row} 行（${rows.get(row) ?? ''}）：${waiting.filter((one) => one.row === row).length} 条`,
            ),
          ].join('\n'),
        ]),
    open.length === 0
      ? '每一条都有着落。'
      : [
          `没有着落的 ${open.length} 条：`,
          ...open.map(({ clause: { id, ref, quote } }) => `  ${id}（${ref}）${quote}`),
        ].join('\n'),
  ].join('\n\n');
}

function counted(label: string, own: readonly ClauseCoverage[]): string {
  const counts = STATES.map((state) => own.filter((one) => one.state === state).length);
  const shown = counts.map((count) => `${count} ${percent(count, own.length)}`);
  return line(label, String(own.length), ...shown);
}

/** Rounded down, so that 100 % says all of them. */
function percent(count: number, of: number): string {
  return `${Math.floor((count * 100) / of)}%`;
}

/** Columns of one width on a terminal, where a Chinese character takes two places. */
function line(label: string, ...cells: readonly string[]): string {
  return `  ${padded(label, 14)}${cells.map((cell) => padded(cell, 12)).join('')}`.trimEnd();
}

function padded(text: string, width: number): string {
  const taken = [...text].reduce((sum, letter) => sum + (letter.codePointAt(0)! > 0x2e80 ? 2 : 1), 0);
  return text + ' '.repeat(Math.max(1, width - taken));
}
