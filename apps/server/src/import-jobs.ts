import { createHash, randomUUID } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Database, inTransaction, SYSTEM_REACH, sql, type Work } from '@daohu/db';
import type { Actor, Permission } from '@daohu/domain/access';
import {
  applyImport,
  cancelImport,
  confirmImport,
  failInterrupted,
  findImport,
  importOf,
  readImport,
  refreshPreview,
  setState,
  undoImport,
  uploadImport,
} from '@daohu/domain/exchange';
import type { Import, ImportRefusal, ImportState, ReadImport } from '@daohu/domain/exchange/contract';
import { type Clock, done, type Outcome, refuse } from '@daohu/kernel';
import { type AnyRefusal, sentenceOf } from './refusals.ts';
import type { NotPermitted, Runner } from './run.ts';

type Progress = NonNullable<Import['progress']>;
type Result<Value> = Outcome<Value, ImportRefusal | NotPermitted>;

interface Job {
  progress: Progress;
  readonly controller: AbortController;
  readonly finished: Promise<void>;
}

const INTERRUPTED = '系统在处理过程中停止，这次操作没有生效，请重新进行。';

const LOOK_FOR_INTERRUPTED_MS = 10_000;

/**
 * 导入任务: reading, applying and undoing take longer than a request. Each runs in one transaction beside the requests;
 * its progress is known here, its result stands in the import itself.
 */
export class ImportJobs {
  readonly #jobs = new Map<number, Job>();
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #runner: Runner;
  readonly #uploads: string;
  #watch: NodeJS.Timeout | undefined;

  constructor(database: Database, clock: Clock, runner: Runner, dataFolder: string) {
    this.#database = database;
    this.#clock = clock;
    this.#runner = runner;
    this.#uploads = path.join(dataFolder, 'uploads');
    fs.mkdirSync(this.#uploads, { recursive: true, mode: 0o700 });
  }

  /** After a crash: what was half done says that it was not done. What another process works on is left alone. */
  async failInterrupted(): Promise<void> {
    await this.#alone(({ db }) => failInterrupted(db, INTERRUPTED, [...this.#jobs.keys()]));
  }

  /** For the one server of a data folder: a command beside it may be killed at any time, and its import says so soon. */
  watchInterrupted(): void {
    this.#watch = setInterval(() => {
      this.failInterrupted().catch((error: unknown) => console.error('interrupted imports:', error));
    }, LOOK_FOR_INTERRUPTED_MS);
    this.#watch.unref();
  }

  /** Removes files that nobody waits for. Only for the one server of a data folder: others may be storing theirs. */
  async removeForgottenFiles(): Promise<void> {
    await this.#alone(async ({ db }) => {
      const wanted = await db.query<{ name: string }>(sql`
        select import_id::text as name from import where state in ('awaiting-context', 'reading', 'previewed')`);
      const keep = new Set(wanted.map(({ name }) => name));
      for (const name of fs.readdirSync(this.#uploads)) {
        if (!keep.has(name)) fs.rmSync(path.join(this.#uploads, name), { force: true });
      }
    });
  }

  /** Stores the file, recognises it and suggests year and place. */
  async upload(actor: Actor, name: string, content: Readable): Promise<Result<Import>> {
    const arriving = path.join(this.#uploads, randomUUID());
    try {
      const hash = createHash('sha256');
      let bytes = 0;
      await pipeline(
        content,
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            bytes += chunk.length;
            yield chunk;
          }
        },
        fs.createWriteStream(arriving, { mode: 0o600 }),
      );
      const file = { path: arriving, name, bytes, sha256: hash.digest() };
      const outcome = await this.#runner.command(actor, 'exchange.uploadImport', { bytes }, (work) =>
        uploadImport(work, file),
      );
      if (!outcome.ok) return outcome;
      fs.renameSync(arriving, this.#fileOf(outcome.value.importId));
      return this.show(actor, outcome.value.importId);
    } finally {
      fs.rmSync(arriving, { force: true });
    }
  }

  async show(actor: Actor, importId: number): Promise<Result<Import>> {
    return this.#runner.ask(actor, 'exchange.showImport', async ({ db }) => {
      const record = await findImport(db, importId);
      if (!record) return refuse({ code: 'import-not-found' as const });
      return done(importOf(record, this.#jobs.get(importId)?.progress ?? null));
    });
  }

  /** Confirms year and place and starts reading. */
  async read(actor: Actor, input: ReadImport): Promise<Result<Import>> {
    const { importId } = input;
    const confirmed = await this.#runner.command(actor, 'exchange.readImport', { ...input }, (work) =>
      confirmImport(work, input),
    );
    if (!confirmed.ok) return confirmed;
    this.#start(actor, 'exchange.readImport', importId, 'failed', (work, job) =>
      readImport(work, importId, this.#fileOf(importId), {
        signal: job.controller.signal,
        onProgress: (progress) => {
          job.progress = progress;
        },
      }),
    );
    return this.show(actor, importId);
  }

  async apply(actor: Actor, importId: number): Promise<Result<Import>> {
    const begun = await this.#begin(actor, 'exchange.applyImport', importId, 'previewed', 'applying');
    if (!begun.ok) return begun;
    this.#start(actor, 'exchange.applyImport', importId, 'previewed', async (work, job) => {
      const outcome = await applyImport(work, importId, (step, of) => {
        job.progress = { phase: 'applying', done: step, total: of };
      });
      return outcome;
    });
    return this.show(actor, importId);
  }

  async undo(actor: Actor, importId: number): Promise<Result<Import>> {
    const begun = await this.#begin(actor, 'exchange.undoImport', importId, 'applied', 'undoing');
    if (!begun.ok) return begun;
    this.#start(actor, 'exchange.undoImport', importId, 'applied', (work) => undoImport(work, importId));
    return this.show(actor, importId);
  }

  /** Stops the reading if it is under way, and drops what was staged. */
  async cancel(actor: Actor, importId: number): Promise<Result<Import>> {
    const job = this.#jobs.get(importId);
    if (job) {
      job.controller.abort(new Error('cancelled'));
      await job.finished;
    }
    const outcome = await this.#runner.command(actor, 'exchange.cancelImport', { importId }, (work) =>
      cancelImport(work, importId),
    );
    if (!outcome.ok) return outcome;
    fs.rmSync(this.#fileOf(importId), { force: true });
    return this.show(actor, importId);
  }

  progressOf(importId: number): Progress | null {
    return this.#jobs.get(importId)?.progress ?? null;
  }

  /** Resolves when nothing is under way for this import. */
  async finished(importId: number): Promise<void> {
    await this.#jobs.get(importId)?.finished;
  }

  /** For the end of the process: stops what is being read and waits for what is being written. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    for (const job of this.#jobs.values()) job.controller.abort(new Error('shutting down'));
    await Promise.all([...this.#jobs.values()].map((job) => job.finished));
  }

  async #begin(
    actor: Actor,
    permission: Permission,
    importId: number,
    from: ImportState,
    to: ImportState,
  ): Promise<Result<{ importId: number }>> {
    return this.#runner.ask(actor, permission, () =>
      inTransaction<Actor, Outcome<{ importId: number }, ImportRefusal>>(
        this.#database,
        this.#clock,
        actor,
        { readOnly: false },
        async ({ db }) => {
          const record = await findImport(db, importId);
          if (!record) return refuse({ code: 'import-not-found' });
          if (record.state !== from) return refuse({ code: 'wrong-state', state: record.state, needed: [from] });
          await setState(db, importId, to, sql`, failure = null`);
          return done({ importId });
        },
      ),
    );
  }

  #start(
    actor: Actor,
    permission: Permission,
    importId: number,
    afterFailure: ImportState,
    body: (work: Work<Actor>, job: Job) => Promise<Outcome<unknown, ImportRefusal>>,
  ): void {
    const controller = new AbortController();
    let settle = () => {};
    const finished = new Promise<void>((resolve) => {
      settle = resolve;
    });
    const job: Job = { progress: { phase: 'reading', done: 0, total: 1 }, controller, finished };
    this.#jobs.set(importId, job);
    this.#runner
      .command(actor, permission, { importId }, (work) => body(work, job))
      .then(
        (outcome) =>
          outcome.ok ? this.#tidy(importId) : this.#refused(actor, importId, afterFailure, outcome.refusal),
        (error: unknown) => this.#failed(importId, afterFailure, error, controller.signal.aborted),
      )
      .finally(() => {
        this.#jobs.delete(importId);
        settle();
      });
  }

  async #refused(actor: Actor, importId: number, state: ImportState, refusal: AnyRefusal): Promise<void> {
    await this.#say(importId, state, sentenceOf(refusal)[0]);
    if (refusal.code !== 'register-moved-on') return;
    await inTransaction(this.#database, this.#clock, actor, { readOnly: false }, (work) =>
      refreshPreview(work, importId),
    );
    await this.#say(importId, 'previewed', sentenceOf(refusal)[0]);
  }

  async #failed(importId: number, state: ImportState, error: unknown, aborted: boolean): Promise<void> {
    if (!aborted) console.error(`${new Date().toISOString()} import ${importId} failed:`, error);
    const sentence = aborted
      ? '已停止，没有任何内容写入台账。'
      : '系统出错，这次操作没有生效，已记录。请重试；若再次出现请联系管理员。';
    await this.#say(importId, state, sentence).catch(() => {});
  }

  #say(importId: number, state: ImportState, sentence: string): Promise<void> {
    return this.#alone(({ db }) => setState(db, importId, state, sql`, failure = ${sentence}`));
  }

  /** The file has done its duty once its rows are applied. */
  async #tidy(importId: number): Promise<void> {
    await this.#alone(async ({ db }) => {
      const record = await findImport(db, importId);
      if (record?.state === 'applied') fs.rmSync(this.#fileOf(importId), { force: true });
    });
  }

  #alone<Value>(body: (work: Work) => Promise<Value>): Promise<Value> {
    return inTransaction(this.#database, this.#clock, SYSTEM_REACH, { readOnly: false }, body);
  }

  #fileOf(importId: number): string {
    return path.join(this.#uploads, String(importId));
  }
}
