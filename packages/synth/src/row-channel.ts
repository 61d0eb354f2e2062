import type { WritableCell } from '@daohu/sheets';

type Batch = readonly (readonly WritableCell[])[];

/**
 * Hands batches of rows from one producer to one writer and makes the producer wait while the writer is behind, so that
 * several files can be written from a single pass and none of them is held in memory.
 */
export class RowChannel implements AsyncIterable<Batch> {
  #waiting: Batch[] = [];
  #isClosed = false;
  #failure: Error | null = null;
  #wakeReader: () => void = () => {};
  #wakeProducer: () => void = () => {};

  async push(batch: Batch): Promise<void> {
    while (this.#waiting.length >= 2 && this.#failure === null) {
      await new Promise<void>((resolve) => {
        this.#wakeProducer = resolve;
      });
    }
    if (this.#failure) throw this.#failure;
    this.#waiting.push(batch);
    this.#wakeReader();
  }

  close(): void {
    this.#isClosed = true;
    this.#wakeReader();
  }

  /** The writer has failed, or the producer has: the other side must not wait for ever. */
  fail(failure: Error): void {
    this.#failure ??= failure;
    this.#wakeReader();
    this.#wakeProducer();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Batch> {
    for (;;) {
      if (this.#failure) throw this.#failure;
      const batch = this.#waiting.shift();
      if (batch) {
        this.#wakeProducer();
        yield batch;
      } else if (this.#isClosed) {
        return;
      } else {
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    }
  }
}
