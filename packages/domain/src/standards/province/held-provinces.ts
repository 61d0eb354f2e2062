import { type Database, inTransaction } from '@daohu/db';
import type { Clock } from '@daohu/kernel';
import type { ColumnReads, IndexedSchema } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import { changedSince, momentOf } from './changed-since.ts';
import { loadProvince, seeOneMoment } from './load-province.ts';
import type { Province } from './province.ts';
import { refreshProvince } from './refresh-province.ts';
import { Turns } from './turns.ts';

/** A province in memory, with the moment it was read at. */
export interface HeldProvince {
  readonly province: Province;
  /** When it was read; all that was written before is in it. */
  readonly readAt: Date;
  /** The moment as the database names it. */
  readonly snapshot: string;
  readonly reads: ColumnReads;
}

export type Held<Result> = { readonly state: 'judged'; readonly result: Result } | Loading;
export interface Loading {
  readonly state: 'loading';
  readonly done: number;
  readonly total: number;
}

export interface HoldOptions {
  /** How long to wait for what is being read, in milliseconds; until it is there when left out. */
  readonly patience?: number;
  readonly onProgress?: (done: number, total: number) => void;
}

interface Kept {
  held: HeldProvince | null;
  /** What is being read now, for the first time or anew. */
  reading: Promise<HeldProvince> | null;
  progress: { done: number; total: number };
  usedAt: number;
  /** Who judges by the columns now; values are changed only when nobody does. */
  readonly judging: Turns;
}

const MOST_KEPT = 3;

/**
 * 内存中的台账: the register of a year as columns, kept for what is asked again and again. Read under the reach of whoever
 * asks and kept by it, so nobody is answered from what somebody else may see. When the register has changed it is read
 * anew in the background, and the answer of that moment still rests on what is held.
 */
export class HeldProvinces {
  private readonly kept = new Map<string, Kept>();
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly schema: IndexedSchema;

  constructor(database: Database, clock: Clock, schema: IndexedSchema) {
    this.database = database;
    this.clock = clock;
    this.schema = schema;
  }

  /**
   * Judges by the register of a year within the whole reach of an actor, with at least the columns named. What is held
   * stays as it is until `judge` has ended.
   */
  async judge<Result>(
    actor: Actor,
    year: number,
    reads: ColumnReads,
    judge: (held: HeldProvince) => Promise<Result>,
    options: HoldOptions = {},
  ): Promise<Held<Result>> {
    const kept = this.keptFor(`${actor.low}-${actor.high}/${year}`);
    for (;;) {
      const { held } = kept;
      const isHeld = held !== null && covers(held.province, reads);
      if (isHeld) kept.reading ??= this.readAnewWhenChanged(kept, held, actor, year);
      else kept.reading ??= this.read(kept, actor, year, reads, options);
      // News of the register is waited for as long as the asker has patience; then what is held must do.
      const found = (await within(kept.reading, options.patience)) ?? (isHeld ? held : null);
      if (!found) return { state: 'loading', ...kept.progress };
      const now = kept.held ?? found;
      if (covers(now.province, reads)) {
        return { state: 'judged', result: await kept.judging.together(() => judge(kept.held ?? now)) };
      }
    }
  }

  private keptFor(key: string): Kept {
    const kept = this.kept.get(key) ?? {
      held: null,
      reading: null,
      progress: { done: 0, total: 0 },
      usedAt: 0,
      judging: new Turns(),
    };
    this.kept.set(key, kept);
    kept.usedAt = this.clock.now().getTime();
    if (this.kept.size > MOST_KEPT) {
      const idle = [...this.kept].filter(([, one]) => one !== kept && one.reading === null);
      const oldest = idle.sort(([, a], [, b]) => a.usedAt - b.usedAt)[0];
      if (oldest) this.kept.delete(oldest[0]);
    }
    return kept;
  }

  private async readAnewWhenChanged(kept: Kept, held: HeldProvince, actor: Actor, year: number): Promise<HeldProvince> {
    try {
      const moment = await inTransaction(this.database, this.clock, actor, { readOnly: true }, async ({ db }) => {
        await seeOneMoment(db);
        const snapshot = await momentOf(db);
        if (snapshot === held.snapshot) return held;
        const changed = await changedSince(db, held.snapshot, [year, year - 1]);
        if (changed === null) return null;
        const { schema } = this;
        const province =
          changed.length === 0
            ? held.province
            : await kept.judging.alone(() => refreshProvince(db, schema, held.province, held.reads, changed));
        return { ...held, province, snapshot, readAt: this.clock.now() };
      });
      if (!moment) return await this.read(kept, actor, year, held.reads, {});
      kept.held = moment;
      return moment;
    } finally {
      kept.reading = null;
    }
  }

  private async read(
    kept: Kept,
    actor: Actor,
    year: number,
    reads: ColumnReads,
    { onProgress }: HoldOptions,
  ): Promise<HeldProvince> {
    try {
      kept.progress = { done: 0, total: 0 };
      const held = await inTransaction(this.database, this.clock, actor, { readOnly: true }, async ({ db }) => {
        await seeOneMoment(db);
        const snapshot = await momentOf(db);
        const ranges = [{ low: actor.low, high: actor.high }];
        const province = await loadProvince(db, this.schema, ranges, year, reads, {
          onProgress: (done, total) => {
            kept.progress = { done, total };
            onProgress?.(done, total);
          },
        });
        return { province, readAt: this.clock.now(), snapshot, reads };
      });
      kept.held = held;
      return held;
    } finally {
      kept.reading = null;
    }
  }
}

/** Null when it takes longer than `patience` milliseconds. */
async function within<Value>(promise: Promise<Value>, patience: number | undefined): Promise<Value | null> {
  if (patience === undefined) return promise;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patience);
  });
  // Whoever asks next hears of a failure that comes after the patience has ended.
  promise.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

function covers({ columns }: Province, reads: ColumnReads): boolean {
  for (const [name, wanted] of reads.tables) {
    const table = columns.tables.get(name);
    if (!table) return false;
    const has = (keys: ReadonlyMap<string, unknown>, key: string, back: number) =>
      keys.has(back === 0 ? key : `${key}@${back}`);
    if (!wanted.columns.every(({ field, back }) => has(table.columns, field.key, back))) return false;
    if (!wanted.lists.every(({ relation, back }) => has(table.lists, relation.key, back))) return false;
    if (!wanted.links.every(({ relation, back }) => has(table.links, relation.key, back))) return false;
    if (!wanted.present.every((back) => table.present.has(back))) return false;
  }
  return true;
}
