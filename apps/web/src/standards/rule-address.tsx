import type { Explanation } from '@daohu/domain/standards/contract';
import { createContext, type ReactNode, useContext } from 'react';
import { useMay } from '../access/me.ts';

type Judged = Pick<Explanation, 'pack' | 'rule' | 'judgedFor'> & { readonly division: number };

const JudgedBy = createContext<Judged | null>(null);

/** Tells what lies below by which rule, on which day and where a verdict was found. */
export function RuleOfVerdict({ verdict, children }: { readonly verdict: Judged; readonly children: ReactNode }) {
  const { pack, rule, judgedFor, division } = verdict;
  return <JudgedBy.Provider value={{ pack, rule, judgedFor, division }}>{children}</JudgedBy.Provider>;
}

/** The address of the rule as the reader shows it, at one of its conditions; null outside of a verdict. */
export function useRuleAddress(condition?: string): string | null {
  const judged = useContext(JudgedBy);
  const mayRead = useMay('standards.readLaw');
  return judged === null || !mayRead ? null : ruleAddress(judged, condition);
}

export function ruleAddress({ pack, rule, judgedFor, division }: Judged, condition?: string): string {
  const part = condition === undefined ? '' : `#${encodeURIComponent(condition)}`;
  return `/policy/rules/${pack}/${rule}?asOf=${judgedFor}&place=${division}${part}`;
}
