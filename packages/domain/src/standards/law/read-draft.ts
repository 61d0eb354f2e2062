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
  if (loopsOf(library, rule) <= LOOPS_MAX) return { rule, problems: told };
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

function loopsOf(library: Library, rule: Rule): number {
  const called = (name: string): number =>
    Math.max(
      0,
      ...library.packs.flatMap((pack) =>
        pack.rules.filter((one) => one.name === name).map((one) => loopsOf(library, one)),
      ),
    );
  const deepest = (node: Node): number => {
    const inner = Math.max(0, ...childrenOf(node).map(deepest));
    if (node.is === 'every' || node.is === 'some' || node.is === 'for') {
      return Math.max(deepest(node.list), 1 + deepest(node.body));
    }
    return node.is === 'verdict' ? Math.max(inner, called(node.name)) : inner;
  };
  return Math.max(0, ...programsOf(rule).map(({ tree }) => deepest(tree)));
}
