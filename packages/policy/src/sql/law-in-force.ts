import type { DivisionChain } from '../packs/division-chain.ts';
import type { Library } from '../packs/library.ts';
import type { LawInForce } from './rule-reading.ts';

/** The law of a library as it stands at a place and a day, for `readRuleAsSql`. */
export function lawInForce(library: Library, chain: DivisionChain, date: string): LawInForce {
  return {
    date,
    parameter(name) {
      const { value, table } = library.parameter(name, chain, date);
      return table ?? value;
    },
    figure: (read) => library.figure(read, chain, date).value,
    called: (name) => library.call(name, chain, date).evaluator?.rule ?? null,
  };
}
