import { fileURLToPath } from 'node:url';
import type { Connection } from '@daohu/db';
import { type Library, type Reads, type Rule, readsOf } from '@daohu/policy';
import { loadPacks } from '@daohu/policy/node';
import { policySchema } from './policy-schema.ts';
import { selectCurrentFigures, selectCurrentSettings, selectEdition } from './store.ts';

/** The packs of this product, found beside the sources. */
export const packsFolder = fileURLToPath(new URL('../../../../packs', import.meta.url));

/** 标准库: the law as packs, and the law with what the offices have filled in. Made once at start-up. */
export interface Standards {
  /** The packs alone: clauses, documents, rules. */
  readonly packs: Library;
  /** The packs with every setting and figure as they stand now. Kept until one of them changes. */
  inForce(db: Connection): Promise<Library>;
  /** Rules of this id, in all packs and versions. */
  versionsOf(rule: string): readonly Rule[];
  /** What the versions of these rules read together. */
  readsOf(...rules: readonly string[]): Reads;
  /** Ids of the rules for households and villages. */
  ruleIds(): readonly { readonly id: string; readonly title: string; readonly subject: string }[];
}

/** Throws `PacksRefused`, which names file and line, when a pack cannot be trusted. */
export async function loadStandards(folder: string = packsFolder): Promise<Standards> {
  const packs = loadPacks(folder, policySchema);
  const reads = new Map<string, Reads>();
  let kept: { readonly edition: number; readonly library: Library } | null = null;
  const versionsOf = (rule: string) => packs.packs.flatMap((pack) => pack.rules.filter(({ id }) => id === rule));
  return {
    packs,
    async inForce(db) {
      const edition = await selectEdition(db);
      if (kept?.edition === edition) return kept.library;
      const [settings, figures] = [await selectCurrentSettings(db), await selectCurrentFigures(db)];
      const library = packs
        .withSettings(
          settings.map(({ parameter, division, value, holdsFrom, holdsUntil, status, basis }) => ({
            parameter,
            division,
            value,
            from: holdsFrom,
            ...(holdsUntil === null ? {} : { until: holdsUntil }),
            setBy: marked(status, basis),
          })),
        )
        .withFigures(
          figures.map(({ series, division, year, value, status, source }) => ({
            series,
            division,
            year,
            value,
            source: marked(status, source),
          })),
        );
      kept = { edition, library };
      return library;
    },
    versionsOf,
    readsOf(...rules) {
      const key = rules.join(' ');
      const known = reads.get(key) ?? readsOf(rules.flatMap(versionsOf), packs);
      reads.set(key, known);
      return known;
    },
    ruleIds: () => packs.ruleIds(),
  };
}

/** An invented value says so wherever its source is shown. */
function marked(status: string, source: string): string {
  return status === 'demonstration' && !source.startsWith(DEMONSTRATION_MARK)
    ? `${DEMONSTRATION_MARK}：${source}`
    : source;
}

export const DEMONSTRATION_MARK = '演示值';
