import type { Work } from '@daohu/db';
import { done, type Outcome, parseDivisionCode, refuse } from '@daohu/kernel';
import {
  type ConditionNode,
  type DivisionChain,
  divisionChain,
  inChinese,
  type Library,
  type Program,
  type Rule,
  readsOf,
} from '@daohu/policy';
import { findDivision, findDivisionsByCode } from '../../divisions/index.ts';
import { jurisdictionChain } from '../jurisdiction-chain.ts';
import type { LawExpression, LawPart, LawRefusal, LawRelation, RuleDetail, ShowRule } from '../law-contract.ts';
import type { Standards } from '../standards.ts';
import { cite } from './cite.ts';
import { lawAmount } from './law-amount.ts';
import { lawCases } from './law-cases.ts';
import { ruleSummary } from './rule-summary.ts';

/** 规则解读: one version of a rule with its clauses, its parameters at a place on a day, and its cases. */
export async function showRule(
  work: Work,
  standards: Standards,
  { pack: key, rule: id, asOf, place }: ShowRule,
): Promise<Outcome<RuleDetail, LawRefusal>> {
  const library = await standards.inForce(work.db);
  const pack = library.pack(key);
  if (!pack) return refuse({ code: 'pack-not-found', pack: key, known: library.packs.map((one) => one.key) });
  const versions = pack.rules.filter((one) => one.id === id);
  const rule = versions.find((one) => asOf !== undefined && holds(one, asOf)) ?? versions.at(-1);
  if (!rule) return refuse({ code: 'rule-not-in-pack', pack: key, rule: id, known: pack.rules.map((one) => one.id) });

  const places = new Map(
    (await findDivisionsByCode(work.db, codesOfCases(library, rule))).map((place) => [place.code, place.name]),
  );
  const cases = lawCases(library, rule, (division) => places.get(codeOf(division)) ?? division);
  const day = asOf ?? cases[0]?.date ?? rule.holdsFrom;
  const code = place ?? parseDivisionCode(pack.jurisdiction.code) ?? 0;
  const chain = await chainOf(work, code);
  const root = partOf(library, rule.root);
  return done({
    ...ruleSummary(library, rule),
    note: rule.note,
    inForceStatus: pack.inForce.status,
    file: `packs/${rule.place.file}`,
    asOf: day,
    place: { code, name: (await findDivision(work.db, code))?.name ?? pack.jurisdiction.name },
    root: root as RuleDetail['root'],
    name: rule.name,
    amount: lawAmount(library, rule),
    check:
      rule.kind === 'check' ? { severity: rule.severity, message: messageOf(rule.message), source: rule.source } : null,
    stacksWith: rule.kind === 'entitlement' ? rule.stacksWith.map(relationOf) : [],
    excludes: rule.kind === 'entitlement' ? rule.excludes.map(relationOf) : [],
    parameters: readsOf([rule]).parameters.map((name) => library.parameter(name, chain, day)),
    cases,
    otherVersions: library.packs.flatMap((other) =>
      other.rules.filter((one) => one.id === id && one !== rule).map((one) => ruleSummary(library, one)),
    ),
  });
}

function relationOf({ rule, clauses }: LawRelation): LawRelation {
  return { rule, clauses };
}

function messageOf(message: readonly (string | Program)[]): string {
  return message.map((part) => (typeof part === 'string' ? part : `{${part.text}}`)).join('');
}

function codeOf(division: string): number {
  return Number(division.padEnd(12, '0'));
}

function codesOfCases(library: Library, rule: Rule): number[] {
  const files = library.pack(rule.pack)?.cases.filter((file) => file.rule === rule.id) ?? [];
  return [...new Set(files.flatMap((file) => file.cases.map(({ division }) => codeOf(division))))];
}

function holds({ holdsFrom, holdsUntil }: Rule, day: string): boolean {
  return holdsFrom <= day && (holdsUntil === null || day <= holdsUntil);
}

/** A county follows the law of its chain; a province or the nation stands for itself. */
export async function chainOf({ db }: Work, code: number): Promise<DivisionChain> {
  const inCounty = code % 100_000_000 !== 0;
  const chain = inCounty ? await jurisdictionChain(db, Math.floor(code / 1_000_000)) : [];
  return chain.length > 1 ? chain : divisionChain(code);
}

export function partOf(library: Library, node: ConditionNode): LawPart {
  const { id, title, kind, source, reading, holdsFrom, holdsUntil } = node;
  const clauses = cite(library, node.clauses);
  const when = node.when && expressionOf(node.when);
  const common = { id, title, kind, clauses, source, reading, when, holdsFrom, holdsUntil };
  if (node.is === 'condition') return { ...common, is: 'condition', expression: expressionOf(node.program) };
  return { ...common, is: 'group', mode: node.mode, parts: node.parts.map((part) => partOf(library, part)) };
}

function expressionOf({ text, tree, parameters }: Program): LawExpression {
  return { feel: text, words: inChinese(tree), parameters };
}
