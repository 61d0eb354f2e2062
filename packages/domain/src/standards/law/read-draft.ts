import { childrenOf, draftRule, type Library, type Node, programsOf, type Rule } from '@daohu/policy';
import type { DraftProblem } from '../draft-contract.ts';

/**
 * Loops within loops that a draft may hold: 户 of a village, members of a household, and once more. A rule of a pack is
 * read by somebody before it runs for a province; a draft runs at once, for whoever types it.
 */
const LOOPS_MAX = 3;

/** A draft with all that is wrong with it; the rule is null while it cannot, or must not, be judged by. */
export function readDraft(
  library: Library,
  pack: string,
  file: string,
): { readonly rule: Rule | null; readonly problems: readonly DraftProblem[] } {
  const { rule, problems } = draftRule(library, pack, file);
  const told = problems.map(({ code, zh, en, line, column, end, mend }) => ({
    ...{ code, zh, en, line, column },
    end: end ?? null,
    mend: mend ?? [],
  }));
  if (!rule || problems.some(({ code }) => code === 'cyclic-rules')) return { rule: null, problems: told };
  if (Math.max(0, ...loopsOfEach(library, rule)) <= LOOPS_MAX) return { rule, problems: told };
  const deep: DraftProblem = {
    code: 'loops-too-deep',
    zh: `名单套名单最多 ${LOOPS_MAX} 层，这条规则更深，算起来太慢。请拆成几条规则。`,
    en: `Lists within lists go ${LOOPS_MAX} deep at most: this rule would take too long. Split it into several rules.`,
    line: rule.place.line,
    column: rule.place.column,
    end: null,
    mend: [],
  };
  return { rule: null, problems: [...told, deep] };
}

/**
 * How often the inside of its loops would run for one record whose longest list is as long as said: more than it is, but
 * never less. A limit on it holds before anything runs, where a clock could only be read afterwards.
 */
export function draftWork(library: Library, rule: Rule, longest: number): number {
  return loopsOfEach(library, rule).reduce((sum, loops) => sum + Math.max(1, longest) ** loops, 0);
}

/** The longest list in a record and in those it holds. */
export function longestList(record: unknown): number {
  if (record === null || typeof record !== 'object') return 0;
  const inside = Object.values(record).reduce((most: number, value) => Math.max(most, longestList(value)), 0);
  return Array.isArray(record) ? Math.max(record.length, inside) : inside;
}

/** How deep loops lie within loops, expression by expression. */
function loopsOfEach(library: Library, rule: Rule): number[] {
  const called = (name: string): number =>
    Math.max(
      0,
      ...library.packs.flatMap((pack) =>
        pack.rules.filter((one) => one.name === name).flatMap((one) => loopsOfEach(library, one)),
      ),
    );
  const deepest = (node: Node): number => {
    const inner = Math.max(0, ...childrenOf(node).map(deepest));
    if (node.is === 'every' || node.is === 'some' || node.is === 'for') {
      return Math.max(deepest(node.list), 1 + deepest(node.body));
    }
    return node.is === 'verdict' ? Math.max(inner, called(node.name)) : inner;
  };
  return programsOf(rule).map(({ tree }) => deepest(tree));
}
