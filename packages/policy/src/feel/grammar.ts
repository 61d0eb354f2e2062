import type { SyntaxNode } from '@lezer/common';
import { ContextTracker, type InputStream } from '@lezer/lr';
import { parser as standard } from 'lezer-feel';

/**
 * The maintained grammar, read without a context. It tracks the names and values that an expression may use in order to
 * know names of several words; the subset has none, and reading is ten times faster without.
 */
interface Names {
  /** The words read so far of the name that is being read. */
  readonly tokens: readonly string[];
  contextCache(): typeof NO_NAMES;
}
const NO_NAMES = { keys: new Set<string>(), prefixes: new Set<string>(), originalMap: new Map<string, string>() };
const NOTHING = named([]);
const WORD = termsCalled('Identifier');
const WHOLE_NAME = termsCalled('VariableName', 'PathName', 'Name');

/** Strict: it stops at the first error. Looking for a way on takes seconds over some texts. */
const parser = standard.configure({
  strict: true,
  contextTracker: new ContextTracker<Names>({
    start: NOTHING,
    reduce(names, term, stack, input) {
      if (WORD.has(term)) return named([...names.tokens, wordBetween(input, input.pos, stack.pos)]);
      return WHOLE_NAME.has(term) ? NOTHING : names;
    },
    hash: (names) => names.tokens.length,
  }),
});

/**
 * The tree of the grammar, or the offset where the text stops being FEEL. Null when the tree is so deep that the engine,
 * which builds it by recursion, runs out of stack: how deep that is depends on the machine and the caller.
 */
export function readGrammar(text: string): SyntaxNode | number | null {
  try {
    const parse = parser.startParse(text);
    for (;;) {
      // The engine cuts a chain of some three hundred links to spare whoever walks its tree by recursion. Chains are
      // walked in loops here, so its count is set back.
      (parse as { bigReductionCount?: number }).bigReductionCount = 0;
      const tree = parse.advance();
      if (tree) return tree.topNode;
    }
  } catch (error) {
    if (error instanceof RangeError) return null;
    const [, place] = /^No parse at (\d+)$/.exec((error as Error).message) ?? [];
    if (place === undefined) throw error;
    return Number(place);
  }
}

function named(tokens: readonly string[]): Names {
  return { tokens, contextCache: () => NO_NAMES };
}

function termsCalled(...names: readonly string[]): ReadonlySet<number> {
  return new Set(standard.nodeSet.types.filter((type) => names.includes(type.name)).map((type) => type.id));
}

/** The stream can be read back, as the grammar’s own tracker does; its types do not say so. */
function wordBetween(input: InputStream, from: number, to: number): string {
  return (input as unknown as { read(from: number, to: number): string }).read(from, to);
}
