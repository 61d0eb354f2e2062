import type { Work } from '@daohu/db';
import { done, type Outcome } from '@daohu/kernel';
import type { ListedVerdict, ListVerdicts, StandardsRefusal, VerdictPage } from '../contract.ts';
import type { Standards } from '../standards.ts';
import { listVerdicts } from './list-verdicts.ts';

/** A whole list: its first page, and its rows page after page, so that a list of any length passes through. */
export interface WholeList {
  readonly first: VerdictPage;
  readonly pages: AsyncIterable<readonly ListedVerdict[]>;
}

const AT_ONCE = 200;

/** 核查清单, all of it, as `listVerdicts` gives it. What cannot be listed is refused before the first row. */
export async function eachVerdict(
  work: Work,
  standards: Standards,
  asked: Omit<ListVerdicts, 'from' | 'size'>,
): Promise<Outcome<WholeList, StandardsRefusal>> {
  const opened = await listVerdicts(work, standards, { ...asked, size: AT_ONCE });
  if (!opened.ok) return opened;
  async function* pages(): AsyncGenerator<readonly ListedVerdict[]> {
    let page = (opened as { readonly value: VerdictPage }).value;
    for (;;) {
      yield page.rows;
      if (page.next === null) return;
      const following = await listVerdicts(work, standards, { ...asked, size: AT_ONCE, from: page.next });
      if (!following.ok) return;
      page = following.value;
    }
  }
  return done({ first: opened.value, pages: pages() });
}
