import { getCodeList } from '@daohu/dictionary';
import type { Reads, Verdict } from '@daohu/policy';
import type { JudgedHousehold, NamedHousehold } from './contract.ts';
import type { HouseholdFacts } from './load-facts.ts';

export function nameOfHousehold({ countyCode, householdId, householdNo, headName }: NamedHousehold): NamedHousehold {
  return { countyCode, householdId, householdNo, headName };
}

/** One line of a list: who, what is on record as decided, and the verdict. */
export function judgedHousehold(facts: HouseholdFacts, { verdict, unmet, missing }: Verdict): JudgedHousehold {
  const status = facts.exitStatus;
  return {
    ...nameOfHousehold(facts),
    division: facts.division,
    exitStatus: typeof status === 'string' ? (EXIT_STATUS_LABELS.get(status) ?? status) : null,
    verdict,
    unmet,
    missing,
  };
}

/** A list shows 脱贫属性 whether or not a rule reads it. */
export function withExitStatus(reads: Reads): Reads {
  const exitStatus = { entity: 'household', key: 'exitStatus', yearsBack: 0, derivedFrom: [] };
  return { ...reads, fields: [...reads.fields, exitStatus] };
}

const EXIT_STATUS_LABELS = new Map(
  getCodeList('exitStatus').values.map(({ key, forms }) => [key, forms.at(-1)!.label]),
);
