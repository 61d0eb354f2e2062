import {
  buildLibrary,
  checkPackFiles,
  divisionChain,
  type Explanation,
  type Library,
  type PackFile,
  type Problem,
} from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

/** The law of an invented school: one document of a state and, where a test adds it, one of a city. */
export const clauses = {
  document: { key: 'state', title: '校规' },
  clauses: [
    { id: 'state/1', ref: '一', quote: '班费不少于五百元', kind: 'criterion', subject: 'class' },
    { id: 'state/2', ref: '二', quote: '学生都到课', kind: 'criterion', subject: 'class' },
  ],
};
export const city = { document: { key: 'city', title: '市校规' }, clauses: [{ ...clauses.clauses[0], id: 'city/1' }] };

export const RULE = `rule: keep-class
title: 班级保留
subject: class
holdsFrom: 2015-01-01
all:
  - title: 班费
    clause: state/1
    feel: 班.班费 >= 班费下限
  - title: 学生都到课
    clause: state/2
    feel: every 生 in 班.学生 satisfies 生.到课
  - title: 力争全部参保
    kind: aim
    clause: state/2
    feel: every 生 in 班.学生 satisfies 生.参保
`;
export const PARAMETERS = `班费下限:
  unit: 分/年
  values:
    - { from: 2015-01-01, until: 2015-12-31, value: 50000, clause: state/1 }
    - { from: 2016-01-01, value: 60000, clause: state/1 }
`;
export const CASES = `- name: 正好够
  facts: { 班费: 50000, 学生: [{ 到课: true, 参保: true }] }
  expect: { verdict: met }
`;

export function pack(key: string, code: string, more: string): PackFile {
  const head = `pack: ${key}\ntitle: ${key}\njurisdiction: { name: ${key}, code: '${code}' }\n`;
  return { path: `${key}/pack.yaml`, text: `${head}${more}` };
}

/** The state’s pack, with some of its files replaced or added. */
export function files(changes: Record<string, string | null> = {}): PackFile[] {
  const all: Record<string, string | null> = {
    'state/pack.yaml': pack('state', '420000', 'inForce: { from: 2015-01-01 }\n').text,
    'state/clauses.json': JSON.stringify(clauses),
    'state/parameters/class.yaml': PARAMETERS,
    'state/keep-class.yaml': RULE,
    'state/keep-class.cases.yaml': CASES,
    ...changes,
  };
  return Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
}

export function library(changes: Record<string, string | null> = {}): Library {
  const problems: Problem[] = [];
  const made = buildLibrary(files(changes), schoolSchema, problems);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return made;
}

export function problemsOf(changes: Record<string, string | null>): string[] {
  return checkPackFiles(files(changes), schoolSchema).problems.map(
    (one) => `${one.file}:${one.line}:${one.column} ${one.code}`,
  );
}

export function withFeel(feel: string): string[] {
  return problemsOf({ 'state/keep-class.yaml': RULE.replace('班.班费 >= 班费下限', feel) });
}

export const village = divisionChain(420821101201);
export function explain(
  made: Library,
  facts: Record<string, unknown>,
  date = '2015-06-01',
  chain = village,
): Explanation {
  const evaluator = made.evaluator('keep-class', chain, date);
  if (!evaluator.ok) throw new Error(evaluator.refusal.code);
  return evaluator.value.explain(facts);
}

export const pupil = (name: string, present: boolean | null, insured: boolean | null = true) => ({
  name,
  present,
  insured,
});

export const CITY = {
  'city/pack.yaml': pack('city', '420800', 'inForce: { from: 2015-07-01 }\nparents: [state]\n').text,
  'city/clauses.json': JSON.stringify(city),
  'city/parameters/class.yaml':
    '班费下限:\n  unit: 分/年\n  values: [{ from: 2015-07-01, value: 90000, clause: city/1 }]\n',
};
