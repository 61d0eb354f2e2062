import type { Verdict } from '@daohu/policy';
import type { DivisionTally, EvaluationSummary, Missing, MissingTally, State, Tally } from './contract.ts';

type Counts = { -readonly [Key in State]: number };

/** Adds verdicts up, so that an evaluation of any size keeps counts and no verdict. */
export class VerdictTally {
  private readonly all = counts();
  private readonly divisions = new Map<number, Counts>();
  private readonly missing = new Map<string, { -readonly [Key in keyof MissingTally]: MissingTally[Key] }>();
  private readonly unmet = new Map<string, number>();
  private readonly aims = new Map<string, Counts>();
  private readonly packs = new Map<string, number>();
  private readonly years = new Map<string, { year: number; judgedFor: string; subjects: number }>();

  add(division: number, year: number, verdict: Verdict): void {
    const { verdict: state, judgedFor, pack, unmet, missing, aims } = verdict;
    this.all[state]++;
    for (const above of [Math.floor(division / 1_000_000) * 1_000_000, Math.floor(division / 1_000) * 1_000]) {
      countsOf(this.divisions, above)[state]++;
    }
    raise(this.packs, pack);
    const line = this.years.get(judgedFor) ?? { year, judgedFor, subjects: 0 };
    line.subjects++;
    this.years.set(judgedFor, line);
    for (const clause of unmet) raise(this.unmet, clause);
    const kinds = new Map(missing.map((one) => [kindOf(one), one]));
    for (const [kind, one] of kinds) {
      const line = this.missing.get(kind) ?? describe(one);
      line.subjects++;
      this.missing.set(kind, line);
    }
    for (const aim of aims) for (const clause of aim.clauses) countsOf(this.aims, clause)[aim.verdict]++;
  }

  /** Everything of the summary that follows from the verdicts. */
  total(
    nameOf: (division: number) => string,
    titleOf: (pack: string) => string,
  ): Pick<
    EvaluationSummary,
    keyof Tally | 'total' | 'byDivision' | 'missing' | 'unmetClauses' | 'aims' | 'packs' | 'years'
  > {
    const { met, unmet, unknown } = this.all;
    return {
      total: met + unmet + unknown,
      met,
      unmet,
      unknown,
      byDivision: this.codes().map((division) => ({
        division,
        level: levelOf(division),
        name: nameOf(division),
        ...this.divisions.get(division)!,
      })),
      missing: byCount([...this.missing.values()], (line) => line.subjects),
      unmetClauses: byCount(
        [...this.unmet].map(([clause, subjects]) => ({ clause, subjects })),
        (line) => line.subjects,
      ),
      aims: [...this.aims].map(([clause, tally]) => ({ clause, ...tally })),
      packs: [...this.packs].map(([pack, subjects]) => ({ pack, title: titleOf(pack), subjects })),
      years: [...this.years.values()].sort((one, other) => one.judgedFor.localeCompare(other.judgedFor)),
    };
  }

  codes(): number[] {
    return [...this.divisions.keys()].sort((one, other) => one - other);
  }
}

function levelOf(division: number): DivisionTally['level'] {
  return division % 1_000_000 === 0 ? 'county' : 'township';
}

/** Missing items of many subjects are one line: the same item of the same year, whoever it is missing of. */
function kindOf(missing: Missing): string {
  switch (missing.is) {
    case 'item':
      return `${missing.entity}.${missing.key}/${missing.year}`;
    case 'parameter':
      return `=${missing.item}`;
    case 'figure':
      return `#${missing.series}/${missing.division ?? missing.level}/${missing.year}`;
    case 'rule':
      return `?${missing.rule}`;
    case 'result':
      return `!${missing.cause}`;
  }
}

function describe(missing: Missing): { -readonly [Key in keyof MissingTally]: MissingTally[Key] } {
  const { is, item } = missing;
  const nothing = { entity: null, year: null, division: null, subjects: 0 };
  if (is === 'item') return { ...nothing, is, item, entity: missing.entity, year: missing.year };
  if (is === 'figure') return { ...nothing, is, item, year: missing.year, division: missing.division };
  return { ...nothing, is, item: is === 'result' ? missing.cause : item };
}

function counts(): Counts {
  return { met: 0, unmet: 0, unknown: 0 };
}

function countsOf<Key>(tallies: Map<Key, Counts>, key: Key): Counts {
  const found = tallies.get(key) ?? counts();
  tallies.set(key, found);
  return found;
}

function raise(numbers: Map<string, number>, key: string): void {
  numbers.set(key, (numbers.get(key) ?? 0) + 1);
}

function byCount<Line>(lines: Line[], countOf: (line: Line) => number): Line[] {
  return lines.sort((one, other) => countOf(other) - countOf(one));
}
