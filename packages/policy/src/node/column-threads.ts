import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { invariant } from '@daohu/kernel';
import type { RunOptions, SegmentRunner, Task } from '../columns/index.ts';

/**
 * A thread does one thing: it judges ranges of rows with functions whose text it is given. It is started from this text
 * so that it starts alike from sources, from a bundle and from an installed package.
 */
const THREAD = `
const { parentPort } = require('node:worker_threads');
const judges = new Map();
parentPort.on('message', (tasks) => {
  for (const { text, arrays, numbers, from, to } of tasks) {
    if (!judges.has(text)) {
      if (judges.size > 500) judges.clear();
      judges.set(text, new Function('T', 'P', 'from', 'to', text));
    }
    judges.get(text)(arrays, numbers, from, to);
  }
  parentPort.postMessage('done');
});
`;

/** Sent by copy; what is larger must lie in memory that threads share. */
const MOST_BYTES_COPIED = 1 << 20;

type Job = {
  readonly tasks: readonly Task[];
  readonly done: () => void;
  readonly failed: (error: Error) => void;
};

/**
 * 核查线程: threads for programs over columns, started once and used for every run; several runs may share them. Pass it
 * as `on` to `ColumnProgram.run`. Threads that have nothing to do keep no process alive.
 */
export class ColumnThreads implements SegmentRunner {
  private readonly size: number;
  private readonly threads = new Set<Thread>();
  private readonly waiting: Job[] = [];
  private closed = false;

  /** As many threads as the machine runs at once, unless told otherwise. They start with the first run. */
  constructor(size: number = availableParallelism()) {
    invariant(Number.isInteger(size) && size >= 1, `columns: ${size} threads`);
    this.size = size;
  }

  /**
   * Segment by segment, the largest first so that no thread is left with one at the end. After a cancellation or an
   * error it waits for what is under way, so that nobody writes to the results any more, and then throws.
   */
  async run(work: readonly (readonly Task[])[], { signal, onProgress }: RunOptions): Promise<void> {
    invariant(!this.closed, 'columns: the threads are closed');
    for (const task of work.flat()) checkShared(task);
    const segments = [...work].sort((a, b) => rowsOf(b) - rowsOf(a));
    let finished = 0;
    let failure: unknown = null;
    const next = async (): Promise<void> => {
      for (let tasks = segments.shift(); tasks && failure === null; tasks = segments.shift()) {
        try {
          signal?.throwIfAborted();
          await this.perform(tasks);
          onProgress?.(++finished, work.length);
        } catch (error) {
          failure ??= error;
        }
      }
    };
    await Promise.all(Array.from({ length: this.size }, next));
    if (failure !== null) throw failure;
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.threads].map((thread) => thread.end()));
  }

  private perform(tasks: readonly Task[]): Promise<void> {
    return new Promise((done, failed) => {
      this.waiting.push({ tasks, done, failed });
      this.give();
    });
  }

  private give(): void {
    while (this.waiting.length > 0) {
      const thread = [...this.threads].find(({ isFree }) => isFree) ?? this.start();
      if (!thread) return;
      thread.take(this.waiting.shift()!);
    }
  }

  private start(): Thread | null {
    if (this.threads.size >= this.size) return null;
    const thread = new Thread(
      () => this.give(),
      () => {
        this.threads.delete(thread);
        this.give();
      },
    );
    this.threads.add(thread);
    return thread;
  }
}

class Thread {
  private readonly worker = new Worker(THREAD, { eval: true, name: 'columns' });
  private job: Job | null = null;
  private broken = false;

  constructor(freed: () => void, ended: () => void) {
    this.worker.unref();
    this.worker.on('message', () => {
      const { job } = this;
      this.job = null;
      this.worker.unref();
      job?.done();
      freed();
    });
    this.worker.on('error', (error) => this.fail(error));
    this.worker.on('exit', (code) => {
      this.fail(new Error(`a thread that judges columns ended with code ${code}`));
      ended();
    });
  }

  get isFree(): boolean {
    return this.job === null && !this.broken;
  }

  take(job: Job): void {
    this.job = job;
    this.worker.ref();
    try {
      this.worker.postMessage(job.tasks);
    } catch (error) {
      this.fail(error as Error);
    }
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(cause: Error): void {
    this.broken = true;
    void this.worker.terminate();
    const { job } = this;
    if (!job) return;
    this.job = null;
    job.failed(new Error('核查线程中断，这次没有算完。请再试一次；再次中断请把本条信息报告给维护人员。', { cause }));
  }
}

function rowsOf(tasks: readonly Task[]): number {
  return tasks.reduce((sum, { from, to }) => sum + to - from, 0);
}

function checkShared({ arrays }: Task): void {
  for (const array of arrays) {
    const shared = array.buffer instanceof SharedArrayBuffer;
    invariant(
      shared || array.byteLength <= MOST_BYTES_COPIED,
      'columns: threads need columns in shared memory, as ColumnsBuilder allocates them',
    );
  }
}
