import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { type Connection, copyLine, copyText, type PersonalDataCipher } from '@daohu/db';
import { type SheetRow, textOf } from '@daohu/sheets';
import { faultSentence } from './fault-sentences.zh-cn.ts';
import type { ReadRow } from './row-reader.ts';
import { type StagedEntity, type StagedLayout, stagedCopy } from './staged-columns.ts';

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
  readonly #layout: StagedLayout;

  constructor(importId: number, within: number, layout: StagedLayout) {
    this.#importId = importId;
    this.#within = within;
    this.#layout = layout;
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

  add(entity: StagedEntity, row: ReadRow): void {
    const { division, countyCode } = row.place!;
    let line = `${this.#importId}\t${row.rowNumber}\t${this.#within}\t${row.year}\t${countyCode}\t${division}\t`;
    if (entity !== 'village') line += `${copyText(row.householdNo)}\t`;
    if (entity === 'person') line += `${copyText(row.personNo)}\t`;
    const cleared = row.cleared[entity]!;
    line += cleared.length === 0 ? '{}' : copyText(cleared);
    const values = row.values[entity]!;
    this.#lines[entity].push(values.length === 0 ? `${line}\n` : `${line}\t${values.join('\t')}\n`);
  }

  addBlock(firstRow: number, lastRow: number, sealed: Buffer): void {
    this.#lines.block.push(copyLine([this.#importId, firstRow, lastRow, this.#within, sealed]));
  }

  async write(db: Connection): Promise<void> {
    for (const entity of ['person', 'household', 'village'] as const) {
      const lines = this.#lines[entity];
      if (lines.length > 0) await db.copyIn(stagedCopy(entity, this.#layout), [Buffer.from(lines.join(''))]);
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
