import type { Ability } from '../access/me.ts';
import type { lawZhCn } from './law.messages.zh-cn.ts';

interface LawSection {
  readonly path: string;
  readonly word: keyof Pick<typeof lawZhCn, 'packs' | 'coverage' | 'compare' | 'whatIf' | 'draft'>;
  readonly needs: Ability;
  /** Current only at this very address, not below it. */
  readonly exact: boolean;
}

const sections: readonly LawSection[] = [
  { path: '/policy', word: 'packs', needs: 'standards.readLaw', exact: true },
  { path: '/policy/coverage', word: 'coverage', needs: 'standards.readLaw', exact: false },
  { path: '/policy/comparison', word: 'compare', needs: 'standards.readLaw', exact: false },
  { path: '/policy/what-if', word: 'whatIf', needs: 'standards.whatIf', exact: false },
  { path: '/policy/draft', word: 'draft', needs: 'standards.tryRule', exact: false },
];

/** The pages of the law that a role may open. */
export function lawSectionsFor(may: readonly string[]): readonly LawSection[] {
  return sections.filter(({ needs }) => may.includes(needs));
}
