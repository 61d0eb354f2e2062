/** A total, and the moment of the database that it was counted at. */
export interface CountedTotal {
  readonly total: number;
  /** Name of the database and its snapshot: while both are the same, every count is. */
  readonly seen: string;
}

const MOST_KEPT = 1_000;

/**
 * Counting what a filter meets costs more than the page itself, and clerks page through the same list. A total is kept
 * with the snapshot it was counted at; the statement that reads the page compares, and counts anew when anything at all
 * has been written since. So a kept total is never an old one.
 */
export class KeptTotals {
  readonly #byQuestion = new Map<string, CountedTotal>();

  find(question: string): CountedTotal | null {
    return this.#byQuestion.get(question) ?? null;
  }

  keep(question: string, counted: CountedTotal): void {
    // Set anew, so that the one asked for longest ago is the first to go.
    this.#byQuestion.delete(question);
    this.#byQuestion.set(question, counted);
    if (this.#byQuestion.size <= MOST_KEPT) return;
    const [oldest] = this.#byQuestion.keys();
    if (oldest !== undefined) this.#byQuestion.delete(oldest);
  }
}
