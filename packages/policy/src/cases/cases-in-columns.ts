import { columnsOfRecords, compileColumns, NO_RULE } from '../columns/index.ts';
import { type Problem, problemAt } from '../packs/problem.ts';
import type { CaseRun } from '../packs/run-cases.ts';
import type { CaseReading } from './test-packs.ts';

const STATES: Readonly<Record<number, string>> = { 0: 'unmet', 1: 'met', 2: 'unknown', [NO_RULE]: 'no rule' };

/**
 * The examples of packs, judged by the columnar program: verdict and number, which is all that columns say. A formula
 * has inputs of its own and no register behind it, so it is never asked of columns.
 */
export const casesInColumns: CaseReading = {
  name: 'columns',
  async run(runs) {
    return runs.flatMap((run): Problem[] => {
      if (run.evaluator.rule.kind === 'formula') return [];
      const [said, expected] = [saidByColumns(run), saidByExplanation(run)];
      if (said === expected) return [];
      const { name, place } = run.example;
      const zh = `例子「${name}」：按列计算得到 ${said}，逐户说明得到 ${expected}。`;
      return [problemAt(place, 'case-fails', zh, `Case "${name}": columns say ${said}, the explanation ${expected}.`)];
    });
  },
};

function saidByColumns({ evaluator: { rule, chain, date }, library, facts }: CaseRun): string {
  const program = compileColumns(library, [rule.id], date);
  const subjects = { [rule.subject.key]: [facts] };
  const { states, amounts } = program
    .runNow(columnsOfRecords(library.schema, program.reads, [{ chain, subjects }]))
    .get(rule.id)!;
  const amount = amounts && (Number.isNaN(amounts[0]) ? '未知' : amounts[0]);
  return [states && STATES[states[0]!], amount].filter((one) => one !== null).join('，');
}

function saidByExplanation({ evaluator, facts }: CaseRun): string {
  const { rule } = evaluator;
  const isNumber = rule.kind === 'quantity' || rule.kind === 'formula';
  const amount = rule.amount && (evaluator.amount(facts) ?? '未知');
  return [isNumber ? null : evaluator.state(facts), amount].filter((one) => one !== null).join('，');
}
