import type { CaseReading } from '../cases/test-packs.ts';
import { type Problem, problemAt } from '../packs/problem.ts';
import type { CaseRun } from '../packs/run-cases.ts';
import { type Fragment, joined, sql, trusted } from './fragment.ts';
import { lawInForce } from './law-in-force.ts';
import { recordsInSql } from './records-in-sql.ts';
import { readRuleAsSql } from './rule-reading.ts';

/** Asks PostgreSQL, by `toStatement` or `toTemplate`; rows as they come, whole numbers as numbers or as text. */
export type AskPostgres = (query: Fragment) => Promise<readonly { readonly [column: string]: unknown }[]>;

/** Examples in one statement; more would be planned longer than they run. */
const AT_ONCE = 20;

/** The examples of packs, judged by PostgreSQL. What SQL does not say, the reasons and the missing, it is not asked. */
export function casesInSql(ask: AskPostgres): CaseReading {
  return {
    name: 'sql',
    async run(runs) {
      const problems: Problem[] = [];
      for (let first = 0; first < runs.length; first += AT_ONCE) {
        const some = runs.slice(first, first + AT_ONCE);
        for (const row of await ask(joined(some.map(selectOf), '\nunion all\n'))) {
          const { evaluator, facts, example } = some[Number(row.run)]!;
          const { verdict, amount } = evaluator.judge(facts);
          const told = row.amount === null ? null : Number(row.amount);
          const said = amount ? `${stateOf(row.state)}，${told ?? '未知'}` : stateOf(row.state);
          const expected = amount ? `${evaluator.state(facts)}，${amount.value ?? '未知'}` : verdict;
          if (said === expected) continue;
          const zh = `例子「${example.name}」：SQL 得到 ${said}，逐户说明得到 ${expected}。`;
          const en = `Case "${example.name}": SQL says ${said}, the explanation ${expected}.`;
          problems.push(problemAt(example.place, 'case-fails', zh, en));
        }
      }
      return problems;
    },
  };
}

function selectOf({ evaluator, library, facts }: CaseRun, run: number): Fragment {
  const { rule, chain, date } = evaluator;
  const { mapping, from } = recordsInSql(library.schema, rule.subject, date);
  const { joins, state, amount } = readRuleAsSql(rule, lawInForce(library, chain, date), mapping, 's');
  return sql`select ${trusted(String(run))} as run, ${state} as state, ${amount ?? sql`null::bigint`} as amount from ${from([facts], 's')}${joins}`;
}

function stateOf(state: unknown): string {
  return state === null ? 'unknown' : state ? 'met' : 'unmet';
}
