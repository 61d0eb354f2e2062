import { schoolSchema } from '../../test-schema.ts';
import { loadPackFiles } from '../build-library.ts';
import { checkPackFiles } from '../check-packs.ts';
import { divisionChain } from '../division-chain.ts';
import type { Library } from '../library.ts';
import type { PackFile } from '../pack-file.ts';
import type { ItemWords } from './item-words.ts';

/** A school with three clauses, for the tests; each adds its files. */
export const CLAUSES = {
  document: { key: 'school', title: '校规' },
  clauses: ['1', '2', '3'].map((no) => ({
    id: `school/${no}`,
    ref: no,
    quote: `第${no}条`,
    kind: 'role',
    subject: 'class',
  })),
};
export const WORDS: ItemWords = {
  subjects: new Map([
    ['class', '班'],
    ['pupil', '学生'],
  ]),
  sectors: new Map([['teaching', '教学']]),
  parts: new Map([['class-list', '班级名册']]),
  rows: new Map([[7, '点名']]),
};

export const HERE = divisionChain(420821101201);

export function files(more: Record<string, string>): PackFile[] {
  const all: Record<string, string> = {
    'school/pack.yaml':
      "pack: school\ntitle: 校规\njurisdiction: { name: 某校, code: '420000' }\ninForce: { from: 2015-01-01 }\n",
    'school/clauses.json': JSON.stringify(CLAUSES),
    ...more,
  };
  return Object.entries(all).map(([path, text]) => ({ path, text }));
}

/** The library of these files, which must be in order. */
export function read(more: Record<string, string>): Library {
  return loadPackFiles(files(more), schoolSchema);
}

/** `roles/roles.yaml:1 no-clause` for everything that is wrong. */
export function problemsOf(more: Record<string, string>): string[] {
  return checkPackFiles(files(more), schoolSchema, WORDS).problems.map(
    ({ file, line, code }) => `${file.slice(file.indexOf('/') + 1)}:${line} ${code}`,
  );
}

/** A procedure that leaves the days of its notice open. */
export const PROMOTION = `procedure: promotion
title: 升级
clause: school/1
subject: pupil
steps:
  - { id: list, title: 列名单, by: village, actor: 班主任, act: decide }
  - { id: notice, title: 公示, by: township, act: notice, days: null, media: [布告栏] }
  - { id: check, title: 抽查, by: null, act: spot-check, sampleRate: 20, clause: school/2 }
  - { id: enter, title: 登记, by: county, act: enter, after: [list], window: { from: 01-01, to: 03-31 } }
`;
