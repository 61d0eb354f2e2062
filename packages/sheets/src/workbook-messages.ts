import type { MessagePort } from 'node:worker_threads';
import type { Outcome } from '@daohu/kernel';
import type { SheetLimits } from './limits.ts';
import type { PackedRows } from './packed-rows.ts';
import type { SheetRefusal } from './sheet-refusal.ts';
import type { ReadProgress, SheetHead } from './workbook.ts';
import type { SheetVisibility } from './workbook-parts.ts';

/** What the thread of a workbook is asked. Each question brings a port of its own, which carries the answers. */
export type Question =
  | { readonly ask: 'open'; readonly path: string; readonly limits: SheetLimits }
  | { readonly ask: 'peek'; readonly sheet: number; readonly lastRow: number }
  | { readonly ask: 'rows'; readonly sheet: number; readonly batchRows: number | undefined };

export interface Asked {
  readonly question: Question;
  readonly port: MessagePort;
}

export type Answer =
  | { readonly kind: 'opened'; readonly sheets: readonly { name: string; visibility: SheetVisibility }[] }
  | { readonly kind: 'head'; readonly head: Outcome<SheetHead, SheetRefusal> }
  | { readonly kind: 'batch'; readonly rows: PackedRows }
  | { readonly kind: 'progress'; readonly progress: ReadProgress }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly refusal: SheetRefusal }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** An error as it crosses: what a message keeps of one is its text, and who reads it wants the system's code too. */
export interface Failure {
  readonly message: string;
  readonly stack: string | undefined;
  readonly code: string | undefined;
  readonly syscall: string | undefined;
}

/** Batches that lie ready, read but not yet taken. The next is read while the one before it is worked on. */
export const BATCHES_AHEAD = 2;
