import { z } from 'zod';
import { ListVerdicts } from '../standards/contract.ts';

/** 导入状态. `awaiting-context` waits for year and place; `previewed` waits for the user's decision. */
export const importStates = [
  'awaiting-context',
  'reading',
  'previewed',
  'applying',
  'applied',
  'undoing',
  'undone',
  'cancelled',
  'failed',
] as const;
export const ImportState = z.enum(importStates);
export type ImportState = z.infer<typeof ImportState>;

export const importLists = ['new', 'changed', 'same', 'refused'] as const;
export const ImportList = z.enum(importLists);
export type ImportList = z.infer<typeof ImportList>;

export const Counts = z.object({
  /** Data rows of the file, without title, header and blank rows. */
  rows: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  same: z.number().int(),
  refused: z.number().int(),
  /** Rows with a remark, such as a 15-digit ID that was lengthened. They are not refused. */
  noted: z.number().int(),
});
export type Counts = z.infer<typeof Counts>;

/** 一次导入. */
export const Import = z.object({
  importId: z.number().int(),
  state: ImportState,
  /** Register set, such as `R1`; null until recognised. */
  set: z.string().nullable(),
  setTitle: z.string().nullable(),
  fileName: z.string(),
  fileBytes: z.number().int(),
  sheetName: z.string().nullable(),
  year: z.number().int().nullable(),
  within: z.number().int().nullable(),
  withinName: z.string().nullable(),
  /** What the title rows and the file name suggest; the user confirms. */
  suggestedYear: z.number().int().nullable(),
  suggestedWithin: z.number().int().nullable(),
  suggestedWithinName: z.string().nullable(),
  /** Header labels that were understood, with the item's name, and those that were not. */
  columns: z.array(z.object({ letter: z.string(), label: z.string(), nameZh: z.string().nullable() })),
  missingColumns: z.array(z.string()),
  counts: Counts,
  /** New and changed per kind of record. */
  effect: z.object({
    households: z.object({ new: z.number().int(), changed: z.number().int() }),
    persons: z.object({ new: z.number().int(), changed: z.number().int() }),
    villages: z.object({ new: z.number().int(), changed: z.number().int() }),
  }),
  progress: z.object({ phase: z.string(), done: z.number(), total: z.number() }).nullable(),
  failure: z.string().nullable(),
  accountName: z.string(),
  createdAt: z.string(),
  appliedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
});
export type Import = z.infer<typeof Import>;

/** A fault of one cell: where, what, and how to mend it, in the clerk's words. */
export const CellFault = z.object({
  /** `D17`, as the spreadsheet shows it. */
  cell: z.string().nullable(),
  label: z.string().nullable(),
  code: z.string(),
  reason: z.string(),
  mend: z.string(),
});
export type CellFault = z.infer<typeof CellFault>;

export const ImportRow = z.object({
  rowNumber: z.number().int(),
  list: ImportList,
  /** Whom the row is about: names for people, never ID numbers. */
  subject: z.string(),
  /** Record kind of the row's own subject. */
  entity: z.enum(['household', 'person', 'village']),
  changes: z.array(
    z.object({ item: z.string(), nameZh: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
  faults: z.array(CellFault),
  notes: z.array(z.string()),
});
export type ImportRow = z.infer<typeof ImportRow>;

export const ImportRows = z.object({ rows: z.array(ImportRow), next: z.number().int().nullable() });
export type ImportRows = z.infer<typeof ImportRows>;

export const ReadImport = z.object({
  importId: z.number().int(),
  set: z.string().max(8).optional(),
  year: z.number().int().min(2000).max(2100).optional(),
  within: z.number().int().positive().optional(),
});
export type ReadImport = z.infer<typeof ReadImport>;

export type ImportRefusal =
  | { readonly code: 'import-not-found' }
  | { readonly code: 'file-unreadable'; readonly reason: string; readonly reasonEn: string }
  | { readonly code: 'set-not-recognised'; readonly labels: readonly string[] }
  | { readonly code: 'year-needed' }
  | { readonly code: 'place-needed' }
  | { readonly code: 'place-out-of-reach' }
  | { readonly code: 'wrong-state'; readonly state: ImportState; readonly needed: readonly ImportState[] }
  | { readonly code: 'nothing-to-apply' }
  | { readonly code: 'register-moved-on'; readonly rows: number }
  | { readonly code: 'masked-file' }
  | {
      readonly code: 'later-acts-rest-on-it';
      readonly acts: readonly LaterAct[];
    };

/** 后来的操作 that stands on what an import wrote. */
export interface LaterAct {
  readonly act: number;
  /** Name of the command; empty where its audit entry is beyond reach. */
  readonly command: string;
  /** The import that it was, to be undone by this number; null for another act, or one beyond reach. */
  readonly importId: number | null;
  readonly accountName: string;
  readonly at: string;
  readonly records: number;
}

/** A county takes another code only when no import has the old one in its memory. */
export type RekeyImportsRefusal = { readonly code: 'imports-under-way'; readonly imports: readonly number[] };

export const ExportQuery = z.object({
  set: z.string().max(8),
  division: z.coerce.number().int().nonnegative(),
  year: z.coerce.number().int().min(2000).max(2100),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  /** Whole ID numbers, phones and cards: needs the right and a reason, and is logged. */
  unmasked: z.union([z.boolean(), z.stringbool()]).default(false),
  reason: z.string().trim().max(200).optional(),
});
export type ExportQuery = z.infer<typeof ExportQuery>;

/** What an export came to. A set without a number to hide is never masked, so it can be filled in and imported. */
export const Exported = z.object({ fileName: z.string(), rows: z.number().int(), isMasked: z.boolean() });
export type Exported = z.infer<typeof Exported>;

/** 核查清单导出: the list of verdicts, all of it. */
export const ExportVerdicts = ListVerdicts.omit({ from: true, size: true }).extend({
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
});
export type ExportVerdicts = z.infer<typeof ExportVerdicts>;

export interface ExportedVerdicts {
  readonly fileName: string;
  readonly rows: number;
}

export type ExportRefusal =
  | { readonly code: 'set-not-exported'; readonly set: string }
  | { readonly code: 'reason-needed' }
  | { readonly code: 'place-out-of-reach' }
  | { readonly code: 'sheet-too-long' };
