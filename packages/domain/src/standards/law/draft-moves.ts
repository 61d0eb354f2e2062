import type { JudgedYear } from '../contract.ts';
import type { DivisionMoves, DraftComparison } from '../draft-contract.ts';
import type { State } from '../explanation-contract.ts';

type Counts = { -readonly [Key in State]: number };

interface Line {
  subjects: number;
  metBefore: number | null;
  metAfter: number;
  moved: number;
}

/** Adds up who stands where before and after, so that a trial of any size keeps counts and no person. */
export class DraftMoves {
  private readonly before = counts();
  private readonly after = counts();
  private readonly pairs = new Map<string, number>();
  private readonly divisions = new Map<number, Line>();
  private readonly years = new Map<string, { year: number; judgedFor: string; subjects: number }>();
  private judgedBefore = 0;

  add(
    division: number,
    { year, judgedFor }: Pick<JudgedYear, 'year' | 'judgedFor'>,
    from: State | null,
    to: State,
  ): void {
    this.after[to]++;
    if (from !== null) {
      this.before[from]++;
      this.judgedBefore++;
      if (from !== to) this.pairs.set(`${from} ${to}`, (this.pairs.get(`${from} ${to}`) ?? 0) + 1);
    }
    for (const above of [Math.floor(division / 1_000_000) * 1_000_000, Math.floor(division / 1_000) * 1_000]) {
      const line = this.divisions.get(above) ?? { subjects: 0, metBefore: null, metAfter: 0, moved: 0 };
      line.subjects++;
      if (from !== null) line.metBefore = (line.metBefore ?? 0) + (from === 'met' ? 1 : 0);
      if (to === 'met') line.metAfter++;
      if (from !== null && from !== to) line.moved++;
      this.divisions.set(above, line);
    }
    const line = this.years.get(judgedFor) ?? { year, judgedFor, subjects: 0 };
    line.subjects++;
    this.years.set(judgedFor, line);
  }

  get moved(): number {
    return [...this.pairs.values()].reduce((sum, subjects) => sum + subjects, 0);
  }

  codes(): number[] {
    return [...this.divisions.keys()].sort((a, b) => a - b);
  }

  told(
    nameOf: (division: number) => string,
  ): Pick<DraftComparison, 'years' | 'total' | 'before' | 'after' | 'moves' | 'byDivision'> {
    return {
      years: [...this.years.values()].sort((a, b) => a.judgedFor.localeCompare(b.judgedFor)),
      total: this.after.met + this.after.unmet + this.after.unknown,
      before: this.judgedBefore === 0 ? null : this.before,
      after: this.after,
      moves: [...this.pairs]
        .map(([pair, subjects]) => {
          const [from, to] = pair.split(' ') as [State, State];
          return { from, to, subjects };
        })
        .sort((a, b) => b.subjects - a.subjects),
      byDivision: this.codes().map((division): DivisionMoves => {
        const level = division % 1_000_000 === 0 ? 'county' : 'township';
        return { division, name: nameOf(division), level, ...this.divisions.get(division)! };
      }),
    };
  }
}

function counts(): Counts {
  return { met: 0, unmet: 0, unknown: 0 };
}
