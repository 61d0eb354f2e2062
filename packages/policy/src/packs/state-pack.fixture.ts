import { buildLibrary, checkPackFiles, divisionChain, type Library, type PackFile, type Problem } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

/** A village under the law of the tests’ pack. */
export const village = divisionChain(420821101201);

const clauses = {
  document: { key: 'state', title: '校规' },
  clauses: [1, 2, 3].map((n) => ({ id: `state/${n}`, ref: `${n}`, quote: '…', kind: 'criterion', subject: 'class' })),
};

/** The files of one pack `state` that holds the given files; a null takes one away. */
export function stateFiles(more: Readonly<Record<string, string | null>>): PackFile[] {
  const all: Record<string, string | null> = {
    'state/pack.yaml': `pack: state
title: 校规
jurisdiction: { name: 省, code: '420000' }
inForce: { from: 2015-01-01 }
`,
    'state/clauses.json': JSON.stringify(clauses),
    ...more,
  };
  return Object.entries(all).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]));
}

/** The library of these files; throws with the problems where there are any. */
export function stateLibrary(more: Readonly<Record<string, string | null>>): Library {
  const problems: Problem[] = [];
  const library = buildLibrary(stateFiles(more), schoolSchema, problems);
  if (problems.length > 0) throw new Error(problems.map((one) => one.zh).join('\n'));
  return library;
}

/** Everything the check says of these files, as `file:line:column code`. */
export function stateProblems(more: Readonly<Record<string, string | null>>): string[] {
  return problemsIn(more).map((one) => `${one.file}:${one.line}:${one.column} ${one.code}`);
}

export function problemsIn(more: Readonly<Record<string, string | null>>): readonly Problem[] {
  return checkPackFiles(stateFiles(more), schoolSchema).problems;
}
