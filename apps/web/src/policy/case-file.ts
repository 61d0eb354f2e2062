import type { State } from '@daohu/domain/standards/contract';
import type { Facts } from './bench-facts.ts';
import { scalar } from './rule-file.ts';

/** 例子 kept from a trial, with the answer that it gave. */
export interface KeptCase {
  readonly name: string;
  readonly date: string;
  /** Code of the division, as case files write it. */
  readonly division: string;
  readonly facts: Facts;
  readonly verdict: State;
  readonly amount: number | null;
}

/** 例子文件: the kept cases as a file beside the rule (YAML). */
export function caseFile(rule: string, cases: readonly KeptCase[]): string {
  const lines = [`rule: ${scalar(rule)}`, 'cases:'];
  for (const { name, date, division, facts, verdict, amount } of cases) {
    lines.push(`  - name: ${scalar(name)}`, `    date: ${date}`, `    division: '${division}'`);
    lines.push(`    facts: ${flow(facts)}`);
    lines.push(`    expect: ${flow(amount === null ? { verdict } : { verdict, amount })}`);
  }
  return `${lines.join('\n')}\n`;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).map(([name, inner]) => `${scalar(name)}: ${flow(inner)}`);
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
  }
  if (typeof value !== 'string') return String(value);
  // A bare 2016-01-01 would do, but the files of the packs quote dates inside facts.
  return /^\d/.test(value) ? JSON.stringify(value) : scalar(value);
}
