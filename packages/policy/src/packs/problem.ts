import { FeelRefused, type RefusalCode } from '../feel/refusal.ts';

/** Line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export type PackProblemCode =
  | RefusalCode
  | 'file-unreadable'
  | 'file-too-large'
  | 'yaml-error'
  | 'missing-key'
  | 'unknown-key'
  | 'wrong-shape'
  | 'newer-pack'
  | 'unknown-pack'
  | 'cyclic-packs'
  | 'duplicate'
  | 'unknown-subject'
  | 'no-clause'
  | 'unknown-clause'
  | 'unknown-rule'
  | 'cyclic-rules'
  | 'rules-disagree'
  | 'unknown-word'
  | 'unknown-step'
  | 'unknown-item'
  | 'unknown-part'
  | 'unknown-row'
  | 'not-exact'
  | 'shares-disagree'
  | 'not-carried'
  | 'damage-unsaid'
  | 'carried-and-recorded'
  | 'no-unit'
  | 'unit-disagrees'
  | 'dates-overlap'
  | 'dates-gap'
  | 'never-in-force'
  | 'number-in-rule'
  | 'rule-without-cases'
  | 'case-fails'
  | 'ambiguous-law';

/** One thing wrong in a pack: where it is, what it is, what to do. */
export interface Problem extends Place {
  readonly code: PackProblemCode;
  readonly zh: string;
  readonly en: string;
  /** Where the faulty part stops; only of a refused expression. */
  readonly end?: { readonly line: number; readonly column: number };
  /** Texts of which each could stand in its place. */
  readonly mend?: readonly string[];
}

export function problemAt(place: Place, code: PackProblemCode, zh: string, en: string): Problem {
  return { file: place.file, line: place.line, column: place.column, code, zh, en };
}

/** `packs/x/rule.yaml:12:9 [unknown-name] …` */
export function formatProblem(problem: Problem, language: 'zh' | 'en' = 'zh'): string {
  return `${problem.file}:${problem.line}:${problem.column} [${problem.code}] ${problem[language]}`;
}

export class PacksRefused extends Error {
  override readonly name = 'PacksRefused';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(`政策包有 ${problems.length} 处错误：\n${problems.map((problem) => formatProblem(problem)).join('\n')}`);
    this.problems = problems;
  }
}

/** Runs `work`; a refused expression becomes a problem at its place in the file. Null then. */
export function refusalToProblem<Result>(
  placeOf: (offset: number) => Place,
  problems: Problem[],
  work: () => Result,
): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof FeelRefused)) throw error;
    // Of the last character, not of what comes after: between the two there may be the end of a line.
    const last = placeOf(Math.max(error.from, error.to - 1));
    problems.push({
      ...problemAt(placeOf(error.from), error.code, error.zh, error.en),
      end: { line: last.line, column: last.column + 1 },
      ...(error.mend.length > 0 && { mend: error.mend }),
    });
    return null;
  }
}
