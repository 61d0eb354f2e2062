export { explainHousehold } from './explain-household.ts';
export { jurisdictionChain } from './jurisdiction-chain.ts';
export { type HouseholdFacts, loadHouseholdFacts, loadVillageFacts, type VillageFacts } from './load-facts.ts';
export { policySchema, RURAL_INCOME_SERIES } from './policy-schema.ts';
export { readClause } from './read-clause.ts';
export { loadStandards, packsFolder, type Standards } from './standards.ts';
