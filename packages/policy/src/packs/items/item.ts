import type { Reading } from '../pack.ts';
import type { Place } from '../problem.ts';
import type { CoverageItem } from './coverage-item.ts';
import type { FundItem } from './fund-item.ts';
import type { IndicatorItem } from './indicator-item.ts';
import type { MeasureItem } from './measure-item.ts';
import type { ProcedureItem } from './procedure-item.ts';
import type { StatedQuantity } from './quantity.ts';
import type { RegisterItem } from './register-item.ts';
import type { ReportItem } from './report-item.ts';
import type { RoleItem } from './role-item.ts';
import type { SanctionItem } from './sanction-item.ts';
import type { TargetItem } from './target-item.ts';
import type { TaskItem } from './task-item.ts';

/** 政策项: what a pack holds besides parameters, figures and rules. Read and checked here, run by other parts. */
export type PackItem =
  | ProcedureItem
  | TargetItem
  | CoverageItem
  | FundItem
  | IndicatorItem
  | ReportItem
  | RoleItem
  | SanctionItem
  | MeasureItem
  | TaskItem
  | RegisterItem;

export type ItemKind = PackItem['kind'];

/** The item of one kind: `ItemOf<'procedure'>` is a `ProcedureItem`. */
export type ItemOf<Kind extends ItemKind> = Extract<PackItem, { readonly kind: Kind }>;

/** What every item has. */
export interface ItemBase {
  /** Unique among the items of its kind in its pack; the same id in two packs is the same thing under two laws. */
  readonly id: string;
  readonly title: string;
  readonly pack: string;
  readonly clauses: readonly string[];
  /** 力争: reported, never held against anybody. */
  readonly aim: boolean;
  /** Days between which it holds; null where it has no bound of its own and follows its pack. */
  readonly holdsFrom: string | null;
  readonly holdsUntil: string | null;
  /** Every number that the text states and no field of the item holds. */
  readonly quantities: readonly StatedQuantity[];
  readonly reading: Reading | null;
  /** What a damaged text no longer says. Nothing is guessed. */
  readonly damaged: string | null;
  /** Rows of the plan of the product (`planned-rows.json`) that will run it; empty when it runs or is read today. */
  readonly awaits: readonly number[];
  readonly note: string | null;
  readonly place: Place;
}

/** The keys that every item may write, besides those of its kind. */
export const BASE_KEYS = [
  'title',
  'clause',
  'aim',
  'holdsFrom',
  'holdsUntil',
  'quantities',
  'reading',
  'alternative',
  'why',
  'damaged',
  'awaits',
  'note',
] as const;
