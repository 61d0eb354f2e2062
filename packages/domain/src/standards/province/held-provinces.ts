import { type Database, inTransaction } from '@daohu/db';
import type { Clock } from '@daohu/kernel';
import type { ColumnReads, IndexedSchema } from '@daohu/policy';
import type { Actor } from '../../access/index.ts';
import { changedSince, momentOf } from './changed-since.ts';
import { loadProvince, seeOneMoment } from './load-province.ts';
import type { Province } from './province.ts';

/** A province in memory, with the moment it was read at. */
export interface HeldProvince {
  readonly province: Province;
  /** When it was read; all that was written before is in it. */
  readonly readAt: Date;
  /** The moment as the database names it. */
  readonly snapshot: string;
}

export type Held = { readonly state: 'held'; readonly held: HeldProvince } | Loading;
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

  /** The whole reach of an actor in a year, with at least the columns named. */
  async hold(actor: Actor, year: number, reads: ColumnReads, options: HoldOptions = {}): Promise<Held> {
    const kept = this.keptFor(`${actor.low}-${actor.high}/${year}`);
    const { held } = kept;
    if (held && covers(held.province, reads)) {
      kept.reading ??= this.readAnewWhenChanged(kept, held, actor, year, reads);
      // News of the register is waited for as long as the asker has patience; then what is held must do.
      return { state: 'held', held: (await within(kept.reading, options.patience)) ?? held };
    }
    kept.reading ??= this.read(kept, actor, year, reads, options);
    const found = await within(kept.reading, options.patience);
    return found ? { state: 'held', held: found } : { state: 'loading', ...kept.progress };
  }

  private keptFor(key: string): Kept {
    const kept = this.kept.get(key) ?? { held: null, reading: null, progress: { done: 0, total: 0 }, usedAt: 0 };
    this.kept.set(key, kept);
    kept.usedAt = this.clock.now().getTime();
    if (this.kept.size > MOST_KEPT) {
      const idle = [...this.kept].filter(([, one]) => one !== kept && one.reading === null);
      const oldest = idle.sort(([, a], [, b]) => a.usedAt - b.usedAt)[0];
      if (oldest) this.kept.delete(oldest[0]);
    }
    return kept;
  }

  private async readAnewWhenChanged(
    kept: Kept,
    held: HeldProvince,
    actor: Actor,
    year: number,
    reads: ColumnReads,
  ): Promise<HeldProvince> {
    try {
      const moment = await inTransaction(this.database, this.clock, actor, { readOnly: true }, async ({ db }) => {
        await seeOneMoment(db);
        const snapshot = await momentOf(db);
        if (snapshot === held.snapshot) return held;
        const changed = await changedSince(db, held.snapshot, [year, year - 1]);
        return changed?.length === 0 ? { ...held, snapshot, readAt: this.clock.now() } : null;
      });
      if (!moment) return await this.read(kept, actor, year, reads, {});
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
        return { province, readAt: this.clock.now(), snapshot };
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
