import { stat } from 'node:fs/promises';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { openCsv } from './csv-workbook.ts';
import { recogniseFile } from './file-kind.ts';
import { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
import { type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import type { TextEncodingName, Workbook } from './workbook.ts';
import { openXlsxApart } from './workbook-apart.ts';
import { openXlsx } from './xlsx-workbook.ts';

/** Below this, some 7,000 rows of a register, a thread costs more time than it saves. */
const APART_FROM_BYTES = 1024 * 1024;

export interface OpenSheetsOptions {
  readonly limits?: Partial<SheetLimits>;
  readonly signal?: AbortSignal;
  /** For a CSV file whose encoding or delimiter the user knows better. */
  readonly encoding?: TextEncodingName;
  readonly delimiter?: string;
  /** What the file is called by whom it comes from, where it is stored under another name: a CSV’s one sheet has its name. */
  readonly fileName?: string;
  /** A workbook of this size or more is read in a thread of its own. 1 MiB unless said. */
  readonly apartFromBytes?: number;
}

/** Opens an `.xlsx` or CSV file, told by its content. What cannot be read is refused with the reason; a failing disk throws. */
export async function openSheets(
  path: string,
  options: OpenSheetsOptions = {},
): Promise<Outcome<Workbook, SheetRefusal>> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    if ((await recogniseFile(path)) !== 'zip') return done(await openCsv(path, limits, options));
    const { apartFromBytes = APART_FROM_BYTES } = options;
    const { size } = await stat(path);
    return done(size < apartFromBytes ? await openXlsx(path, limits) : await openXlsxApart(path, limits));
  } catch (cause) {
    if (!(cause instanceof SheetRefused)) throw cause;
    return refuse(cause.refusal);
  }
}
