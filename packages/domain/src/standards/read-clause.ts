import { done, type Outcome, refuse } from '@daohu/kernel';
import type { ClauseDetail, StandardsRefusal } from './contract.ts';
import type { Standards } from './standards.ts';

/** 条款原文 by its id (`hubei-plan/3.3b`), with the document it stands in. */
export function readClause(standards: Standards, id: string): Outcome<ClauseDetail, StandardsRefusal> {
  const clause = standards.packs.clause(id);
  if (!clause) return refuse({ code: 'clause-not-found', id });
  const { document } = clause;
  const pack = standards.packs.pack(document.key);
  return done({
    id,
    ref: clause.ref,
    quote: clause.quote,
    damaged: clause.damaged ?? false,
    note: clause.note ?? null,
    document: {
      key: document.key,
      title: document.title,
      issuer: pack?.issuer ?? textOf(document.issuer),
      number: pack?.number ?? textOf(document.number),
      date: pack?.date ?? textOf(document.date),
    },
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
