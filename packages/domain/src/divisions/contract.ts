import { z } from 'zod';
import { DIVISION_LEVELS } from './division-level.ts';

/** 行政区划级别 */
export const divisionLevelSchema = z.enum(DIVISION_LEVELS);

/** 行政区划, one live node of the tree. `code` is the 12-digit code as a number; the nation is 0. */
export const divisionSchema = z.object({
  code: z.number().int(),
  level: divisionLevelSchema,
  name: z.string(),
  parentCode: z.number().int().nullable(),
  /** Whose law is followed instead of the parent's; only the demonstration has it. */
  lawDivision: z.number().int().nullable(),
  /** 城乡分类代码; first digit 2 is rural. */
  urbanRural: z.string().nullable(),
  /** A level that exists for counting only: 市辖区, 省直辖县级行政区划. */
  isVirtual: z.boolean(),
  lon: z.number().nullable(),
  lat: z.number().nullable(),
});
export type Division = z.infer<typeof divisionSchema>;

/** A node of the tree as the screen opens it; `hasChildren` saves it an empty arrow. */
export const divisionNodeSchema = divisionSchema.extend({ hasChildren: z.boolean() });
export type DivisionNode = z.infer<typeof divisionNodeSchema>;

/**
 * On what a succession rests, strongest first: the national standard (`-split`: several carry on), a recode made in
 * this register, the same last digits under a succeeded county, the same name, the same code under another name,
 * a township whose villages are found in another one.
 */
export const successionBasisSchema = z.enum([
  'gbt2260',
  'gbt2260-split',
  'recode',
  'same-digits',
  'same-name',
  'same-code',
  'merged-villages',
]);
export type SuccessionBasis = z.infer<typeof successionBasisSchema>;

/** 区划变更: one code carried on by another. */
export const successionSchema = z.object({
  oldCode: z.number().int(),
  oldName: z.string(),
  newCode: z.number().int(),
  newName: z.string(),
  level: divisionLevelSchema,
  year: z.number().int(),
  /** Known to the day only for recodes made in this register. */
  onDate: z.string().nullable(),
  basis: successionBasisSchema,
});
export type Succession = z.infer<typeof successionSchema>;

/**
 * Where a code is found today in this register. `live`: in this division, over `path` (empty when the code itself is
 * live). `several`: the division was divided, and only the record's own address can say which part. `unknown`: no trace.
 */
export const divisionResolutionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('live'), division: divisionSchema, path: z.array(successionSchema) }),
  z.object({ kind: z.literal('several'), candidates: z.array(divisionSchema), path: z.array(successionSchema) }),
  z.object({ kind: z.literal('unknown') }),
]);
export type DivisionResolution = z.infer<typeof divisionResolutionSchema>;

/** How a name matched: as it stands, without its suffix, as a former or later name, or as its beginning. */
export const nameMatchSchema = z.enum(['name', 'stem', 'other-name', 'beginning']);
export type NameMatch = z.infer<typeof nameMatchSchema>;

export const foundDivisionSchema = divisionSchema.extend({ matched: nameMatchSchema });
export type FoundDivision = z.infer<typeof foundDivisionSchema>;

/** A division found by its name; `place` names what stands above it, from the top. */
export const foundPlaceSchema = foundDivisionSchema.extend({
  place: z.array(z.object({ code: z.number().int(), level: divisionLevelSchema, name: z.string() })),
});
export type FoundPlace = z.infer<typeof foundPlaceSchema>;

export const browseChildrenSchema = z.object({
  of: z.coerce.number().int().min(0).max(999_999_999_999),
  level: divisionLevelSchema,
});
export const searchDivisionsSchema = z.object({ name: z.string().trim().min(1).max(60) });

export const findDivisionsSchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** The division to search in; the whole country when left out. */
  within: z.object({ code: z.number().int(), level: divisionLevelSchema }).optional(),
  level: divisionLevelSchema.optional(),
});
export type FindDivisions = z.infer<typeof findDivisionsSchema>;

/** 县级区划代码变更: the county `from` continues as `to` from the day `on`. */
export const recodeCountySchema = z.object({
  from: z.number().int(),
  to: z.number().int(),
  name: z.string().trim().min(2).max(60),
  on: z.string(),
});
export type RecodeCounty = z.infer<typeof recodeCountySchema>;

export type RecodeCountyRefusal =
  | { readonly code: 'county-not-live'; readonly from: number }
  | { readonly code: 'not-a-county-code'; readonly to: number }
  | { readonly code: 'code-taken'; readonly to: number }
  | { readonly code: 'city-missing'; readonly to: number }
  /** The register is kept in the codes of today: a change that is not in force yet waits for its day. */
  | { readonly code: 'recode-not-in-force'; readonly on: string };

/** 县级代码变更 as recorded: one act for the whole county. */
export interface CountyRecode {
  readonly act: number;
  readonly recordedAt: Date;
  readonly oldCode: number;
  readonly oldName: string;
  readonly newCode: number;
  readonly newName: string;
  readonly onDate: string;
}
