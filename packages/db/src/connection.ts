import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { invariant } from '@daohu/kernel';
import type { PoolClient, Submittable } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Sql } from 'sql-template-tag';
import type { BinaryCopy } from './copy-binary.ts';
import { CopyOut } from './copy-out.ts';

/** What every store asks of the database. All SQL is written with the `sql` tag, so values are always bound. */
export interface Connection {
  query<Row>(statement: Sql): Promise<Row[]>;
  /** The single row that must be there; more or fewer is a bug. */
  one<Row>(statement: Sql): Promise<Row>;
  maybeOne<Row>(statement: Sql): Promise<Row | null>;
  /** Number of rows touched. */
  execute(statement: Sql): Promise<number>;
  /** `COPY … FROM STDIN`. Rows arrive as encoded text chunks (see `copy-text.ts`). */
  copyIn(copySql: string, chunks: AsyncIterable<Buffer | string> | Iterable<Buffer | string>): Promise<void>;
  copyOut(copySql: string): Promise<Readable>;
  /** `COPY … TO STDOUT (format binary)`, read into numbers. */
  copyInto(copySql: string, into: BinaryCopy): Promise<void>;
}

export function connectionOf(client: PoolClient): Connection {
  const query = async <Row>(statement: Sql): Promise<Row[]> =>
    (await client.query({ text: statement.text, values: [...statement.values] })).rows as Row[];
  return {
    query,
    async one<Row>(statement: Sql): Promise<Row> {
      const rows = await query<Row>(statement);
      invariant(rows.length === 1, `expected one row, got ${rows.length}: ${statement.sql.slice(0, 120)}`);
      return rows[0] as Row;
    },
    async maybeOne<Row>(statement: Sql): Promise<Row | null> {
      const rows = await query<Row>(statement);
      invariant(rows.length <= 1, `expected at most one row, got ${rows.length}: ${statement.sql.slice(0, 120)}`);
      return rows[0] ?? null;
    },
    async execute(statement: Sql): Promise<number> {
      return (await client.query({ text: statement.text, values: [...statement.values] })).rowCount ?? 0;
    },
    async copyIn(copySql, chunks): Promise<void> {
      await pipeline(
        Readable.from(chunks, { objectMode: false, highWaterMark: 1 << 20 }),
        client.query(copyFrom(copySql)),
      );
    },
    async copyOut(copySql): Promise<Readable> {
      return client.query(copyTo(copySql));
    },
    async copyInto(copySql, into): Promise<void> {
      const copy = new CopyOut(copySql, into);
      client.query(copy as unknown as Submittable);
      await copy.done;
    },
  };
}
