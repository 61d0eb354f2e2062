import type { Explanation, JudgedAsIf } from '@daohu/domain/standards/contract';
import { createContext, type ReactNode, useContext } from 'react';
import { useMay } from '../access/me.ts';

type Judged = Pick<Explanation, 'pack' | 'rule' | 'judgedFor'> & {
  readonly division: number;
  /** 试算: the rule is then shown where its document holds. */
  readonly asIf: JudgedAsIf | null;
};

const JudgedBy = createContext<Judged | null>(null);

/** Tells what lies below by which rule, on which day and where a verdict was found. */
export function RuleOfVerdict({ verdict, children }: { readonly verdict: Judged; readonly children: ReactNode }) {
  const { pack, rule, judgedFor, division, asIf } = verdict;
  return <JudgedBy.Provider value={{ pack, rule, judgedFor, division, asIf }}>{children}</JudgedBy.Provider>;
}

/** The address of the rule as the reader shows it, at one of its conditions; null outside of a verdict. */
export function useRuleAddress(condition?: string): string | null {
  const judged = useContext(JudgedBy);
  const mayRead = useMay('standards.readLaw');
  return judged === null || !mayRead ? null : ruleAddress(judged, condition);
}

export function ruleAddress({ pack, rule, judgedFor, division, asIf }: Judged, condition?: string): string {
  const part = condition === undefined ? '' : `#${encodeURIComponent(condition)}`;
  const place = asIf === null ? `&place=${division}` : '';
  return `/policy/rules/${pack}/${rule}?asOf=${judgedFor}${place}${part}`;
}
