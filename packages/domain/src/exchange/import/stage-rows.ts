import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { type Connection, type CopyValue, copyLine, type PersonalDataCipher } from '@daohu/db';
import { type SheetRow, textOf } from '@daohu/sheets';
import { faultSentence } from './fault-sentences.zh-cn.ts';
import type { ReadRow } from './row-reader.ts';
import { type StagedEntity, stagedCopy } from './staged-columns.ts';

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

const FAULT_COPY =
  'copy import_fault_row (import_id, row_number, within_division, severity, subject, cell, label, code, reason, mend) from stdin';
const BLOCK_COPY = 'copy import_block_row (import_id, first_row, last_row, within_division, sealed) from stdin';

/** One batch as COPY text, by table. */
export class StagedBatch {
  readonly #lines: Record<StagedEntity | 'fault' | 'block', string[]> = {
    person: [],
    household: [],
    village: [],
    fault: [],
    block: [],
  };
  readonly #importId: number;
  readonly #within: number;

  constructor(importId: number, within: number) {
    this.#importId = importId;
    this.#within = within;
  }

  addFaults(row: ReadRow): void {
    for (const fault of row.faults) {
      const { reason, mend } = faultSentence(fault);
      this.#lines.fault.push(
        copyLine([
          this.#importId,
          row.rowNumber,
          this.#within,
          fault.severity,
          row.subject,
          fault.cell,
          fault.label,
          fault.code,
          reason,
          mend,
        ]),
      );
    }
  }

  add(entity: StagedEntity, row: ReadRow, values: readonly CopyValue[]): void {
    const place = row.place!;
    const keys: CopyValue[] = [this.#importId, row.rowNumber, this.#within, row.year, place.countyCode, place.division];
    if (entity !== 'village') keys.push(row.householdNo);
    if (entity === 'person') keys.push(row.personNo);
    keys.push(row.cleared[entity] ?? []);
    this.#lines[entity].push(copyLine([...keys, ...values]));
  }

  addBlock(firstRow: number, lastRow: number, sealed: Buffer): void {
    this.#lines.block.push(copyLine([this.#importId, firstRow, lastRow, this.#within, sealed]));
  }

  async write(db: Connection): Promise<void> {
    for (const entity of ['person', 'household', 'village'] as const) {
      const lines = this.#lines[entity];
      if (lines.length > 0) await db.copyIn(stagedCopy(entity), [Buffer.from(lines.join(''))]);
    }
    if (this.#lines.fault.length > 0) await db.copyIn(FAULT_COPY, [Buffer.from(this.#lines.fault.join(''))]);
    if (this.#lines.block.length > 0) await db.copyIn(BLOCK_COPY, [Buffer.from(this.#lines.block.join(''))]);
  }
}

/** 原始单元格: [row number, cell texts] of some hundred rows, compressed and encrypted, so that a refused row stays whole. */
export async function sealRows(rows: readonly SheetRow[], cipher: PersonalDataCipher): Promise<Buffer> {
  const plain = JSON.stringify(rows.map((row) => [row.rowNumber, row.cells.map(textOf)]));
  return cipher.seal(await deflate(plain, { level: 1 }));
}

export async function openRows(
  sealed: Buffer,
  cipher: PersonalDataCipher,
): Promise<readonly (readonly [rowNumber: number, cells: readonly string[]])[]> {
  return JSON.parse((await inflate(cipher.unseal(sealed))).toString('utf8'));
}
