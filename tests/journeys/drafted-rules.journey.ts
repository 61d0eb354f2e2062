import type { CheckedDraft, LawPart, PackDetail, PackSummary, RuleDetail } from '@daohu/domain/standards/contract';
import { beforeAll, expect, inject, test } from 'vitest';
import { draftOfRule } from '../../apps/web/src/policy/rule-draft.ts';
import { ruleFile } from '../../apps/web/src/policy/rule-file.ts';

const headers = { 'content-type': 'application/json', 'x-daohu': '1' };
let cookie = '';

async function ask<Answer>(path: string, body?: object): Promise<Answer> {
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const answer = await fetch(`${inject('address')}/api/${path}`, { headers: { ...headers, cookie }, ...sent });
  if (path === 'sign-in') cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return answer.json() as Promise<Answer>;
}

beforeAll(() => ask('sign-in', { signInName: 'zhengce', password: 'qingshi-2016' }));

/** What a part says, without the blanks that writing it anew may change. */
function said(part: LawPart): unknown {
  const { id, title, kind, source, reading, when, holdsFrom, holdsUntil } = part;
  const clauses = part.clauses.map((clause) => clause.id);
  const common = { id: id === 'feel' ? 'all.0' : id, title, kind, source, reading, clauses, holdsFrom, holdsUntil };
  const more =
    part.is === 'group' ? { mode: part.mode, parts: part.parts.map(said) } : { words: part.expression.words };
  return { ...common, when: when?.words ?? null, ...more };
}

test('every rule of every pack can be begun from, and its file says what the rule said', async () => {
  let drafted = 0;
  for (const { key } of await ask<PackSummary[]>('packs')) {
    for (const { rule, kind } of (await ask<PackDetail>(`packs/${key}`)).rules) {
      if (kind === 'formula') continue;
      const detail = await ask<RuleDetail>(`rules/${key}/${rule}`);
      const file = ruleFile(draftOfRule(detail)!).text;
      const checked = await ask<CheckedDraft>('drafts/check', { pack: key, file });
      expect(checked.problems, `${key}/${rule}\n${file}`).toEqual([]);
      expect(checked.rule && said(checked.rule.root), `${key}/${rule}`).toEqual({
        ...(said(detail.root) as object),
        title: detail.title,
      });
      expect(checked.rule?.amount).toEqual(detail.amount);
      drafted++;
    }
  }
  expect(drafted).toBeGreaterThan(100);
});
