import type { DraftInputs } from '@daohu/domain/standards/contract';

export type FactValue = number | boolean | string | null;
/** What one record holds, by the names that rules use; what is not recorded is not there. */
export interface Facts {
  readonly [name: string]: FactValue | Facts | readonly Facts[];
}

/** Only what the rule reads, so that a case that was filled in for another rule brings nothing along. */
export function factsFor(inputs: DraftInputs, facts: Facts): Facts {
  const kept: Record<string, Facts[string]> = {};
  for (const { name } of inputs.items) {
    const value = Object.hasOwn(facts, name) ? facts[name] : null;
    if (value !== null && value !== undefined && typeof value !== 'object') kept[name] = value;
  }
  for (const { name, many, inputs: inner } of inputs.related) {
    const value = Object.hasOwn(facts, name) ? facts[name] : null;
    if (many && Array.isArray(value)) kept[name] = value.map((one: Facts) => factsFor(inner, one ?? {}));
    else if (!many && isFacts(value)) kept[name] = factsFor(inner, value);
  }
  return kept;
}

export function isFacts(value: unknown): value is Facts {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The facts with one value set; null takes it away, because nobody recorded it. */
export function withFact(facts: Facts, name: string, value: Facts[string] | null): Facts {
  const next = Object.fromEntries(Object.entries(facts).filter(([key]) => key !== name));
  return value === null ? next : { ...next, [name]: value };
}
