import { z } from 'zod';

/** Values of the dictionary's items by field name: text, whole number in the item's unit, yes/no, or codes. */
export const ItemValues = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]),
);
export type ItemValues = z.infer<typeof ItemValues>;

/** Which households a list shows. Every filter narrows; reach narrows first. */
export const HouseholdQuery = z.object({
  division: z.coerce.number().int().nonnegative().optional(),
  /** 年度; the latest year on record when left out. */
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  /** Part of a member's name, a whole ID number, or a whole household number. */
  search: z.string().trim().max(64).optional(),
  /** Keys of the code lists of 脱贫标志, 贫困户属性 and 主要致贫原因. */
  povertyStatus: z.string().max(32).optional(),
  attribute: z.string().max(32).optional(),
  mainCause: z.string().max(32).optional(),
  /** Where the page starts: the `next` or `previous` of another page. */
  from: z.string().max(200).optional(),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
export type HouseholdQuery = z.infer<typeof HouseholdQuery>;

export const HouseholdRow = z.object({
  countyCode: z.number().int(),
  householdId: z.number().int(),
  householdNo: z.string(),
  division: z.number().int(),
  townshipName: z.string(),
  villageName: z.string(),
  headName: z.string().nullable(),
  memberCount: z.number().int(),
  povertyStatus: z.string().nullable(),
  attribute: z.string().nullable(),
  mainCause: z.string().nullable(),
  /** 人均纯收入, fen a year. */
  netIncomePerHead: z.number().int().nullable(),
});
export type HouseholdRow = z.infer<typeof HouseholdRow>;

export const HouseholdPage = z.object({
  year: z.number().int().nullable(),
  /** Years for which the division has households on record, newest first. */
  years: z.array(z.number().int()),
  /** Households that meet the filters. */
  total: z.number().int(),
  rows: z.array(HouseholdRow),
  next: z.string().nullable(),
  previous: z.string().nullable(),
});
export type HouseholdPage = z.infer<typeof HouseholdPage>;

export const Member = z.object({
  personId: z.number().int(),
  name: z.string(),
  /** `420***********1234`; the whole number is opened by `register.revealSensitive`, which is logged. */
  idNumberMasked: z.string().nullable(),
  identity: ItemValues,
  yearly: ItemValues,
});
export type Member = z.infer<typeof Member>;

const Day = z.iso.date();

/** Which household, in which year (the latest when left out), as it stood at the end of which day (now when left out). */
export const ShowHousehold = z.object({
  countyCode: z.coerce.number().int().min(0).max(999_999),
  householdId: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
  asOf: Day.optional(),
});
export type ShowHousehold = z.infer<typeof ShowHousehold>;

/** 一户一档: one household in one year. */
export const HouseholdDetail = z.object({
  countyCode: z.number().int(),
  householdId: z.number().int(),
  householdNo: z.string(),
  division: z.number().int(),
  /** Province to village, names and codes. */
  place: z.array(z.object({ code: z.number().int(), level: z.string(), name: z.string() })),
  year: z.number().int(),
  years: z.array(z.number().int()),
  /** Set when the page shows the register as it stood on an earlier day. */
  asOf: z.string().nullable(),
  retired: z.boolean(),
  identity: ItemValues,
  yearly: ItemValues,
  members: z.array(Member),
});
export type HouseholdDetail = z.infer<typeof HouseholdDetail>;

/** One recorded change of one record: what, before and after, who, when, by which act. */
export const HistoryEntry = z.object({
  at: z.string(),
  act: z.number().int(),
  accountName: z.string(),
  command: z.string(),
  entity: z.enum(['household', 'person', 'village', 'county']),
  subject: z.string(),
  year: z.number().int().nullable(),
  kind: z.enum(['created', 'changed', 'retired', 'restored']),
  changes: z.array(
    z.object({ item: z.string(), nameZh: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
  ),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

export const ShowVillage = z.object({
  division: z.coerce.number().int().positive().max(999_999_999_999),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ShowVillage = z.infer<typeof ShowVillage>;

/** 行政村: what the village itself reports, and what its households add up to. */
export const VillageDetail = z.object({
  division: z.number().int(),
  name: z.string(),
  place: z.array(z.object({ code: z.number().int(), level: z.string(), name: z.string() })),
  year: z.number().int().nullable(),
  years: z.array(z.number().int()),
  yearly: ItemValues,
  totals: z.object({
    households: z.number().int(),
    persons: z.number().int(),
    poorHouseholds: z.number().int(),
    poorPersons: z.number().int(),
    outHouseholds: z.number().int(),
    /** Sum of net income over sum of persons, fen a year; null when no household reports it. */
    netIncomePerHead: z.number().int().nullable(),
  }),
});
export type VillageDetail = z.infer<typeof VillageDetail>;

export const ShowCounty = z.object({
  division: z.coerce.number().int().positive().max(999_999_999_999),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
});
export type ShowCounty = z.infer<typeof ShowCounty>;

/** 县·年度: the figures that the county's own exit is judged by, and what its households add up to. */
export const CountyDetail = z.object({
  division: z.number().int(),
  name: z.string(),
  place: z.array(z.object({ code: z.number().int(), level: z.string(), name: z.string() })),
  year: z.number().int().nullable(),
  years: z.array(z.number().int()),
  yearly: ItemValues,
  totals: VillageDetail.shape.totals,
});
export type CountyDetail = z.infer<typeof CountyDetail>;

/** 填报县指标: what is named is written, null takes a value back, and what is not named stays as it is. */
export const EnterCountyFigures = z.object({
  division: z.coerce.number().int().positive().max(999_999_999_999),
  year: z.number().int().min(2000).max(2100),
  /** By field name (`poorPersons`), in the unit of storage. */
  values: z
    .record(z.string().max(64), z.union([z.number().int(), z.boolean(), z.null()]))
    .refine((values) => Object.keys(values).length > 0, '至少填一项。'),
});
export type EnterCountyFigures = z.infer<typeof EnterCountyFigures>;

export const CountyFiguresEntered = z.object({ division: z.number().int(), year: z.number().int() });
export type CountyFiguresEntered = z.infer<typeof CountyFiguresEntered>;

export const RevealSensitive = z.object({
  countyCode: z.number().int(),
  entity: z.enum(['household', 'person']),
  id: z.number().int(),
  year: z.number().int().optional(),
  /** Field name of a sensitive item, such as `idNumber`. */
  field: z.string().max(64),
});
export type RevealSensitive = z.infer<typeof RevealSensitive>;

export const Revealed = z.object({ value: z.string() });
export type Revealed = z.infer<typeof Revealed>;

export type RegisterRefusal =
  | { readonly code: 'household-not-found' }
  | { readonly code: 'person-not-found' }
  | { readonly code: 'village-not-found' }
  | { readonly code: 'county-not-found' }
  | { readonly code: 'county-item-unknown'; readonly field: string; readonly known: readonly string[] }
  | {
      readonly code: 'county-figure-unfit';
      readonly item: string;
      /** What the item takes: yes or no, or whole numbers of a unit from `low` to `high`. */
      readonly takes: 'yes-or-no' | { readonly low: number; readonly high: number; readonly unit: string };
    }
  | { readonly code: 'item-not-sensitive'; readonly field: string }
  | { readonly code: 'nothing-recorded'; readonly field: string };
