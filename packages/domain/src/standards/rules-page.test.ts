import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { checkPackFiles, type PackFile } from '@daohu/policy';
import { expect, test } from 'vitest';
import { packsFolder, policySchema } from './index.ts';

/** What `packs/RULES.md` shows, as the files of a pack of its own. */
function shown(): PackFile[] {
  const page = readFileSync(path.join(packsFolder, 'RULES.md'), 'utf8');
  const blocks = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1]!);
  const files = blocks.map((text): PackFile => {
    const id = /^(?:rule|formula): (\S+)/.exec(text)?.[1];
    if (id === undefined) return { path: `shown/parameters/${text.split(':')[0]}.yaml`, text };
    return { path: `shown/${id}${/^cases:/m.test(text) ? '.cases' : ''}.yaml`, text };
  });
  const cited = new Set([...page.matchAll(/hubei-plan\/[\da-z.]+/g)].map((match) => match[0]));
  const clauses = [...cited].map((id) => ({ id, ref: '', quote: '', kind: 'entitlement', subject: 'person' }));
  const head =
    "pack: shown\ntitle: 样例\njurisdiction: { name: 湖北省, code: '420000' }\ninForce: { from: 2016-01-01 }\n";
  const more = `在校年龄上限: { unit: 岁, values: [{ from: 2016-01-01, value: 16, source: 样例 }] }
增收提取比例: { unit: '%', range: [0, 100], values: [{ from: 2016-01-01, value: 15, source: 样例 }] }
`;
  return [
    { path: 'shown/pack.yaml', text: head },
    { path: 'shown/clauses.json', text: JSON.stringify({ document: { key: 'hubei-plan' }, clauses }) },
    { path: 'shown/parameters/more.yaml', text: more },
    ...files,
  ];
}

test('what the page on writing rules shows can be written as it stands', () => {
  const files = shown();
  expect(files.map((file) => file.path).slice(3)).toEqual([
    'shown/parameters/村集体经济收入下限.yaml',
    'shown/parameters/学段资助标准.yaml',
    'shown/household-grant.yaml',
    'shown/education-grant.yaml',
    'shown/old-pupil.yaml',
    'shown/poverty-fund-of-increment.yaml',
    'shown/education-grant.cases.yaml',
  ]);
  const problems = checkPackFiles(files, policySchema).problems.filter((one) => one.code !== 'rule-without-cases');
  expect(problems.map((one) => `${one.file}:${one.line} ${one.zh}`)).toEqual([
    'shown/education-grant.yaml:15 没有规则「tuition-waiver」。',
  ]);
});
