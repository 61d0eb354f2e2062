import type { Explanation } from '@daohu/policy';

export type {
  Citation,
  Elements,
  ExplainedCondition,
  ExplainedGroup,
  Explanation,
  Input,
  Missing,
  RecordName,
  State,
} from '@daohu/policy';

export type HouseholdVerdict = Explanation;

/** A household named by a village's verdict. */
export interface NamedHousehold {
  readonly countyCode: number;
  readonly householdId: number;
  readonly householdNo: string;
  readonly headName: string | null;
}

/** 村退出核查, with the households it turns on. */
export interface VillageVerdict extends Explanation {
  readonly heldBackBy: readonly NamedHousehold[];
  readonly unknownHouseholds: readonly NamedHousehold[];
}

/** 条款 with the document it stands in. */
export interface ClauseDetail {
  readonly id: string;
  readonly ref: string;
  readonly quote: string;
  readonly damaged?: boolean;
  readonly document: { readonly title: string; readonly number: string | null; readonly date: string | null };
}
