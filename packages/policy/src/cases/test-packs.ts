import { buildLibrary } from '../packs/build-library.ts';
import type { PackFile } from '../packs/pack-file.ts';
import type { Problem } from '../packs/problem.ts';
import { type CaseRun, runCases } from '../packs/run-cases.ts';
import type { Schema } from '../schema.ts';
import { type Branch, BranchCoverage } from './branch-coverage.ts';

/** Another reading of the rules that the examples are run through: what it says of one, or why it cannot be asked. */
export interface CaseReading {
  readonly name: string;
  /** Problems of the examples for which it says something else than they expect. */
  run(runs: readonly CaseRun[]): Promise<readonly Problem[]>;
}

/** How the examples fared in one reading. */
export interface ReadingResult {
  readonly reading: string;
  readonly ran: number;
  readonly failed: number;
  /** Why it was not asked at all. */
  readonly skipped: string | null;
}

export interface PackTest {
  readonly packs: number;
  readonly rules: number;
  readonly cases: number;
  readonly readings: readonly ReadingResult[];
  /** Failing examples, and what kept the packs from being read. */
  readonly problems: readonly Problem[];
  readonly branches: { readonly total: number; readonly covered: number; readonly wanting: readonly Branch[] };
}

/** A reading that cannot be asked here says why by throwing this. */
export class ReadingSkipped extends Error {
  override readonly name = 'ReadingSkipped';
}

/** Every example of the packs in every reading, and the branches of the rules that none reached. */
export async function testPackFiles(
  files: readonly PackFile[],
  schema: Schema,
  readings: readonly CaseReading[] = [],
): Promise<PackTest> {
  const problems: Problem[] = [];
  const library = buildLibrary(files, schema, problems);
  const coverage = new BranchCoverage(library.packs);
  const runs: CaseRun[] = [];
  const results = runCases(library, (run) => {
    runs.push(run);
    run.evaluator.explain(run.facts, coverage);
  });
  const failed = results.filter((result) => result.problems.length > 0);
  problems.push(...failed.flatMap((result) => result.problems));
  const told: ReadingResult[] = [{ reading: 'explanation', ran: results.length, failed: failed.length, skipped: null }];
  for (const reading of readings) told.push(await ask(reading, runs, problems));
  const branches = coverage.branches();
  const ways = (list: readonly Branch[], of: (branch: Branch) => number) =>
    list.reduce((sum, branch) => sum + of(branch), 0);
  const total = ways(branches, (branch) => branch.ways.length);
  return {
    packs: library.packs.length,
    rules: library.packs.reduce((sum, pack) => sum + pack.rules.length, 0),
    cases: results.length,
    readings: told,
    problems,
    branches: {
      total,
      covered: total - ways(branches, (branch) => branch.wanting.length),
      wanting: branches.filter((branch) => branch.wanting.length > 0),
    },
  };
}

async function ask(reading: CaseReading, runs: readonly CaseRun[], problems: Problem[]): Promise<ReadingResult> {
  try {
    const found = await reading.run(runs);
    problems.push(...found);
    return { reading: reading.name, ran: runs.length, failed: found.length, skipped: null };
  } catch (cause) {
    if (!(cause instanceof ReadingSkipped)) throw cause;
    return { reading: reading.name, ran: 0, failed: 0, skipped: cause.message };
  }
}
