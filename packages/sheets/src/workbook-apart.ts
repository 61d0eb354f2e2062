import { MessageChannel, Worker } from 'node:worker_threads';
import { done, invariant, type Outcome, refuse } from '@daohu/kernel';
import type { SheetRow } from './cell.ts';
import type { SheetLimits } from './limits.ts';
import { unpackRows } from './packed-rows.ts';
import { type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import type { ReadRowsOptions, Sheet, SheetHead, Workbook } from './workbook.ts';
import type { Answer, Asked, Question } from './workbook-messages.ts';
import type { SheetVisibility } from './workbook-parts.ts';

/**
 * Memory of a workbook's thread for its objects, in megabytes; the shared strings lie outside of it. A file that needs
 * more ends its thread and not the process.
 */
const OBJECT_MEGABYTES = 128;
/** For what lives a moment: parsing leaves nearly all of it behind, and more room was no faster. */
const YOUNG_MEGABYTES = 8;

/**
 * Opens an `.xlsx` workbook in a thread of its own: unzipping and parsing go on beside the work on the rows, and a server
 * answers others meanwhile. To the caller it is a workbook like any other.
 */
export async function openXlsxApart(path: string, limits: SheetLimits): Promise<Workbook> {
  const thread = new WorkbookThread();
  try {
    const opened = await thread.askOnce({ ask: 'open', path, limits });
    invariant(opened.kind === 'opened', 'a workbook opens or is refused');
    return {
      kind: 'xlsx',
      csv: null,
      sheets: opened.sheets.map(({ name, visibility }, index) => new SheetApart(thread, index, name, visibility)),
      close: () => thread.end(),
    };
  } catch (cause) {
    await thread.end();
    throw cause;
  }
}

class SheetApart implements Sheet {
  readonly name: string;
  readonly visibility: SheetVisibility;
  readonly #thread: WorkbookThread;
  readonly #index: number;

  constructor(thread: WorkbookThread, index: number, name: string, visibility: SheetVisibility) {
    this.#thread = thread;
    this.#index = index;
    this.name = name;
    this.visibility = visibility;
  }

  async *rows(
    options: ReadRowsOptions = {},
  ): AsyncGenerator<Outcome<readonly SheetRow[], SheetRefusal>, void, undefined> {
    const { signal, onProgress, batchRows } = options;
    try {
      for await (const answer of this.#thread.ask({ ask: 'rows', sheet: this.#index, batchRows }, signal)) {
        if (answer.kind === 'progress') onProgress?.(answer.progress);
        if (answer.kind === 'batch') yield done(unpackRows(answer.rows));
      }
    } catch (cause) {
      if (!(cause instanceof SheetRefused)) throw cause;
      yield refuse(cause.refusal);
    }
  }

  async peek(lastRow: number, options: { signal?: AbortSignal } = {}): Promise<Outcome<SheetHead, SheetRefusal>> {
    try {
      const answer = await this.#thread.askOnce({ ask: 'peek', sheet: this.#index, lastRow }, options.signal);
      invariant(answer.kind === 'head', 'a head is answered by a head');
      return answer.head;
    } catch (cause) {
      if (!(cause instanceof SheetRefused)) throw cause;
      return refuse(cause.refusal);
    }
  }
}

class WorkbookThread {
  readonly #worker = new Worker(new URL('./workbook-thread.mjs', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: OBJECT_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  readonly #waiting = new Set<() => void>();
  /** Why no answer will come any more. */
  #failure: Error | null = null;

  constructor() {
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the workbook was closed while it was being read')));
  }

  /** The one answer to a question that has one. */
  async askOnce(question: Question, signal?: AbortSignal): Promise<Answer> {
    for await (const answer of this.ask(question, signal)) return answer;
    throw new Error('a question was not answered');
  }

  /** The answers, as they come. Leaving the loop early tells the thread that no more are wanted. */
  async *ask(question: Question, signal?: AbortSignal): AsyncGenerator<Answer, void, undefined> {
    signal?.throwIfAborted();
    const { port1: port, port2 } = new MessageChannel();
    const arrived: Answer[] = [];
    let resume = () => {};
    const wake = () => resume();
    port.on('message', (answer: Answer) => {
      arrived.push(answer);
      wake();
    });
    signal?.addEventListener('abort', wake);
    this.#waiting.add(wake);
    try {
      this.#send({ question, port: port2 });
      for (;;) {
        signal?.throwIfAborted();
        const answer = arrived.shift();
        if (answer) {
          if (answer.kind === 'refused') throw new SheetRefused(answer.refusal);
          if (answer.kind === 'failed') throw Object.assign(new Error(answer.failure.message), answer.failure);
          if (answer.kind === 'end') return;
          yield answer;
          if (answer.kind === 'batch') port.postMessage('taken');
        } else if (this.#failure) throw this.#failure;
        else {
          await new Promise<void>((resolve) => {
            resume = resolve;
          });
        }
      }
    } finally {
      this.#waiting.delete(wake);
      signal?.removeEventListener('abort', wake);
      port.close();
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #send(asked: Asked): void {
    this.#worker.postMessage(asked, [asked.port]);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const wake of this.#waiting) wake();
  }
}
