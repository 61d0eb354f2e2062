import type { Connection } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import { type DivisionChain, type Library, nearestNames, type Pack } from '@daohu/policy';
import type { JudgedAsIf, StandardsRefusal } from './contract.ts';
import type { Standards } from './standards.ts';

/** 所依规定: the law that a question is answered by. */
export interface JudgingLaw {
  readonly library: Library;
  /** The document asked for; null for the law of the place. */
  readonly asked: Pack | null;
}

/** The law in force with what the offices have filled in or, for 试算, that of one document wherever a subject lives. */
export async function judgingLaw(
  db: Connection,
  standards: Standards,
  law: string | undefined,
): Promise<Outcome<JudgingLaw, StandardsRefusal>> {
  const inForce = await standards.inForce(db);
  if (law === undefined) return done({ library: inForce, asked: null });
  const asked = inForce.pack(law);
  if (!asked) {
    const all = inForce.packs.map((pack) => pack.key);
    return refuse({ code: 'pack-not-found', pack: law, known: [...new Set([...nearestNames(law, all), ...all])] });
  }
  return done({ library: inForce.under(asked), asked });
}

/** How an answer is marked as 试算. Null where it is the binding one: the document asked for is the law of the place. */
export function asIfAt({ library, asked }: JudgingLaw, inForce: Library, chain: DivisionChain, date: string) {
  if (asked === null) return null;
  const keys = (from: Library) => from.packsFor(chain, date).map((pack) => pack.key);
  return keys(library).join() === keys(inForce).join() ? null : asIf(asked);
}

export function asIf({ key, title }: Pack): JudgedAsIf {
  return { pack: key, title };
}

/** Why the law asked for has no rule there: the document does not hold yet, or says nothing on it. */
export function silentLaw({ asked }: JudgingLaw, rule: string, date: string): StandardsRefusal {
  if (asked === null) return { code: 'no-rule', rule, date };
  return { code: 'law-silent', pack: asked.key, title: asked.title, rule, date, from: asked.inForce.from };
}
