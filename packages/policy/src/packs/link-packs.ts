import type { IndexedSchema } from '../schema.ts';
import { linkRules } from './link-rules.ts';
import type { Pack } from './pack.ts';
import { checkRelatives } from './pack-relatives.ts';
import type { Problem } from './problem.ts';
import { namesSeenBy, type VisibleNames } from './visible-names.ts';
import type { WrittenPack } from './written.ts';

/** Makes packs of what is written: names are looked up across all of them, rules compiled. */
export function linkPacks(written: readonly WrittenPack[], schema: IndexedSchema, problems: Problem[]): Pack[] {
  const byKey = new Map(written.map((pack) => [pack.key, pack]));
  for (const pack of written) checkRelatives(pack, byKey, problems);
  const names = new Map<string, VisibleNames>();
  for (const pack of written) names.set(pack.key, namesSeenBy(pack, byKey, problems));
  const rules = linkRules(written, (key) => names.get(key)!, schema, problems);
  return written.map((pack) => ({
    ...pack,
    rules: pack.rules.flatMap((rule) => rules.get(rule) ?? []),
    brokenRules: pack.rules.filter((rule) => !rules.has(rule)).map((rule) => rule.id),
  }));
}
