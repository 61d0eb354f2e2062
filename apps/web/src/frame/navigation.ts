import type { Ability } from '../access/me.ts';
import type { frameZhCn } from './frame.messages.zh-cn.ts';

interface Destination {
  readonly path: string;
  readonly word: keyof Pick<
    typeof frameZhCn,
    'households' | 'verdicts' | 'imports' | 'accounts' | 'policy' | 'settings'
  >;
  readonly needs: Ability;
}

const destinations: readonly Destination[] = [
  { path: '/households', word: 'households', needs: 'register.listHouseholds' },
  { path: '/verdicts', word: 'verdicts', needs: 'standards.evaluate' },
  { path: '/imports', word: 'imports', needs: 'exchange.listImports' },
  { path: '/accounts', word: 'accounts', needs: 'access.listAccounts' },
  { path: '/policy', word: 'policy', needs: 'standards.readLaw' },
  { path: '/settings', word: 'settings', needs: 'standards.listOpenSettings' },
];

/** The pages that a role may open, in the order of daily work. */
export function destinationsFor(may: readonly string[]): readonly Destination[] {
  return destinations.filter((destination) => may.includes(destination.needs));
}
