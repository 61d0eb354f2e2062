import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inTransaction, raw, sql, type Work } from '@daohu/db';
import { idCheckDigit } from '@daohu/dictionary';
import type { Outcome } from '@daohu/kernel';
import { writeXlsx } from '@daohu/sheets';
import { type InventedCounty, inventedCounty } from '@daohu/testkit';
import type { Actor } from '../../access/index.ts';
import type { Counts, Import, ImportList, ImportRow } from '../contract.ts';
import {
  applyImport,
  confirmImport,
  findImport,
  importOf,
  listImportRows,
  readImport,
  undoImport,
  uploadImport,
} from '../index.ts';

export type CellText = string | number | null;

export interface FileOptions {
  readonly name?: string;
  readonly year?: number | null;
  readonly within?: number;
  readonly actor?: Actor;
  readonly signal?: AbortSignal;
}

/** 青石县扶贫办 at work on files: every command as the server runs it, a refused one rolled back. */
export interface ImportOffice {
  readonly county: InventedCounty;
  readonly folder: string;
  run<Value, Refusal extends { readonly code: string }>(
    body: (work: Work<Actor>) => Promise<Outcome<Value, Refusal>>,
    actor?: Actor,
  ): Promise<Outcome<Value, Refusal>>;
  /** Upload, confirm and read; throws the refusal. */
  preview(file: string | readonly (readonly CellText[])[], options?: FileOptions): Promise<Previewed>;
  /** The same, giving what was refused, at whatever step. */
  refusal(file: string, options?: FileOptions): Promise<unknown>;
  apply(importId: number, actor?: Actor): Promise<Outcome<unknown, { code: string }>>;
  undo(importId: number, actor?: Actor): Promise<Outcome<unknown, { code: string }>>;
  rows(importId: number, list: ImportList, actor?: Actor): Promise<readonly ImportRow[]>;
  /** Codes of the faults, row by row. */
  faults(importId: number): Promise<Record<number, string[]>>;
  show(importId: number): Promise<Import>;
  write(name: string, content: string | Buffer): Promise<string>;
  /** Every live register row with all its columns but acts and ciphertexts, for before and after. */
  register(): Promise<unknown>;
  close(): Promise<void>;
}

export interface Previewed {
  readonly importId: number;
  readonly counts: Counts;
}

export async function importOffice(): Promise<ImportOffice> {
  const county = await inventedCounty();
  const folder = await mkdtemp(path.join(tmpdir(), 'daohu-import-'));
  const office = county.actor('county-office');
  let files = 0;

  const run: ImportOffice['run'] = (body, actor = office) =>
    inTransaction(county.database, county.clock, actor, { readOnly: false }, async (work) => {
      await work.db.execute(sql`savepoint body`);
      const outcome = await body(work);
      if (!outcome.ok) await work.db.execute(sql`rollback to savepoint body`);
      return outcome;
    });
  const must = <Value>(outcome: Outcome<Value, { readonly code: string }>): Value => {
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
    return outcome.value;
  };
  const write = async (name: string, content: string | Buffer) => {
    const file = path.join(folder, `${++files}-${name}`);
    await writeFile(file, content);
    return file;
  };
  const attempt = async (
    file: string,
    options: FileOptions,
  ): Promise<Outcome<Previewed, { readonly code: string }>> => {
    const { name = '名册.csv', year = 2016, within = office.division, actor = office, signal } = options;
    const { size } = await stat(file);
    const uploaded = await run(
      (work) => uploadImport(work, { path: file, name, bytes: size, sha256: randomBytes(32) }),
      actor,
    );
    if (!uploaded.ok) return uploaded;
    const { importId } = uploaded.value;
    const confirmed = await run(
      (work) => confirmImport(work, { importId, within, ...(year === null ? {} : { year }) }),
      actor,
    );
    if (!confirmed.ok) return confirmed;
    const done = await run((work) => readImport(work, importId, file, signal ? { signal } : {}), actor);
    return done.ok ? { ok: true, value: { importId, counts: done.value.counts } } : done;
  };
  const fileOf = async (content: string | readonly (readonly CellText[])[]): Promise<string> => {
    if (typeof content === 'string') return content.includes('\n') ? write('名册.csv', content) : content;
    const file = path.join(folder, `${++files}-名册.xlsx`);
    must(await writeXlsx(file, [{ name: '名册', rows: [content] }]));
    return file;
  };

  const desk: ImportOffice = {
    county,
    folder,
    run,
    write,
    async preview(file, options = {}) {
      return must(await attempt(await fileOf(file), options));
    },
    async refusal(file, options = {}) {
      const outcome = await attempt(await fileOf(file), options);
      return outcome.ok ? null : outcome.refusal;
    },
    apply: (importId, actor) => run((work) => applyImport(work, importId), actor),
    undo: (importId, actor) => run((work) => undoImport(work, importId), actor),
    async rows(importId, list, actor) {
      return must(await run((work) => listImportRows(work, importId, list, 0), actor)).rows;
    },
    async faults(importId) {
      const rows = must(await run((work) => listImportRows(work, importId, 'refused', 0))).rows;
      return Object.fromEntries(rows.map((row) => [row.rowNumber, row.faults.map(({ code }) => code).sort()]));
    },
    show: (importId) => county.ask(office, async (work) => importOf((await findImport(work.db, importId))!)),
    register: () =>
      county.database.asOwner(async (owner) => {
        const tables = ['household', 'household_year', 'person', 'person_year', 'village_year'];
        const found: Record<string, unknown> = {};
        for (const table of tables) {
          found[table] = await owner.query(
            raw(`select jsonb_strip_nulls(to_jsonb(t) - 'created_act' - 'retired_act' - 'id_number_cipher' - 'phone_cipher') as row
              from ${table} t where retired_act is null order by 1`),
          );
        }
        return found;
      }),
    async close() {
      await county.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return desk;
}

/** An ID number that no person can have: unassigned county 429921, sequence 996–999 (even is female). */
export function idNumber(birth: string, sequence = 997, region = '429921'): string {
  const seventeen = `${region}${birth}${sequence}`;
  return seventeen + idCheckDigit(seventeen);
}

/** A CSV file of rows; cells with commas are quoted. */
export function csv(...rows: readonly (readonly CellText[])[]): string {
  const cell = (value: CellText) => {
    const text = String(value ?? '');
    return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${rows.map((row) => row.map(cell).join(',')).join('\n')}\n`;
}
