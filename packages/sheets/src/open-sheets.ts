import { done, type Outcome, refuse } from '@daohu/kernel';
import { openCsv } from './csv-workbook.ts';
import { recogniseFile } from './file-kind.ts';
import { DEFAULT_LIMITS, type SheetLimits } from './limits.ts';
import { type SheetRefusal, SheetRefused } from './sheet-refusal.ts';
import type { TextEncodingName, Workbook } from './workbook.ts';
import { openXlsx } from './xlsx-workbook.ts';

export interface OpenSheetsOptions {
  readonly limits?: Partial<SheetLimits>;
  readonly signal?: AbortSignal;
  /** For a CSV file whose encoding or delimiter the user knows better. */
  readonly encoding?: TextEncodingName;
  readonly delimiter?: string;
  /** What the file is called by whom it comes from, where it is stored under another name: a CSV’s one sheet has its name. */
  readonly fileName?: string;
}

/** Opens an `.xlsx` or CSV file, told by its content. What cannot be read is refused with the reason; a failing disk throws. */
export async function openSheets(
  path: string,
  options: OpenSheetsOptions = {},
): Promise<Outcome<Workbook, SheetRefusal>> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  try {
    if ((await recogniseFile(path)) !== 'zip') return done(await openCsv(path, limits, options));
    return done(await openXlsx(path, limits));
  } catch (cause) {
    if (!(cause instanceof SheetRefused)) throw cause;
    return refuse(cause.refusal);
  }
}
