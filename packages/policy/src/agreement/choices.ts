/**
 * Drawn numbers, used up one after the other. When none is left every choice is the first, which is always the
 * simplest: so a shorter sequence is a simpler draw, and fast-check shrinks rules and facts by shrinking numbers.
 */
export class Choices {
  private readonly drawn: readonly number[];
  private at = 0;

  constructor(drawn: readonly number[]) {
    this.drawn = drawn;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count: number): number {
    return (this.drawn[this.at++] ?? 0) % count;
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!;
  }

  /** True once in `count`; never when nothing is left to draw. */
  once(count: number): boolean {
    return this.below(count) === count - 1;
  }
}
