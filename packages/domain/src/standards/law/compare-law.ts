import type { Work } from '@daohu/db';
import { done, type Outcome, parseDivisionCode, refuse } from '@daohu/kernel';
import { type DivisionChain, divisionChain, type Library, type Pack, type Rule, readsOf } from '@daohu/policy';
import { findDivision } from '../../divisions/index.ts';
import type {
  ComparedParameter,
  ComparedRule,
  ComparedSide,
  ComparedSubject,
  CompareLaw,
  ComparisonRefusal,
  Difference,
  LawComparison,
  ParameterSide,
  RuleSide,
} from '../comparison-contract.ts';
import type { LawPart } from '../law-contract.ts';
import type { Standards } from '../standards.ts';
import { comparable, type Leaf, leavesOf, pairConditions } from './compare-conditions.ts';
import { lawAmount } from './law-amount.ts';
import { lawParameter } from './law-parameter.ts';
import { ruleSummary } from './rule-summary.ts';
import { chainOf, partOf } from './show-rule.ts';

/** What one side holds, whether it is a document or the law of a place. */
interface Side {
  readonly told: ComparedSide;
  readonly library: Library;
  readonly chain: DivisionChain;
  readonly rules: readonly Rule[];
  /** Where its parameters are declared, the nearest first. */
  readonly packs: readonly Pack[];
}

/** 政策比较: two documents, or the law of two places or days: rule by rule, condition by condition, value by value. */
export async function compareLaw(
  work: Work,
  standards: Standards,
  { a, b, subject }: CompareLaw,
): Promise<Outcome<LawComparison, ComparisonRefusal>> {
  const library = await standards.inForce(work.db);
  const first = await sideOf(work, library, a);
  if (!first.ok) return first;
  const second = await sideOf(work, library, b);
  return second.ok ? done(compareSides([first.value, second.value], subject)) : second;
}

/** Two documents as they are written, without what offices have filled in. */
export function comparePacks(
  { packs: library }: Standards,
  { a, b, subject }: CompareLaw,
): Outcome<LawComparison, ComparisonRefusal> {
  const first = packSide(library, a);
  if (!first.ok) return first;
  const second = packSide(library, b);
  return second.ok ? done(compareSides([first.value, second.value], subject)) : second;
}

function compareSides(sides: readonly [Side, Side], subject: string | undefined): LawComparison {
  const subjects = compareSubjects(sides, subject);
  const parameters = compareParameters(sides, subject);
  const all = [...subjects.flatMap(({ rules }) => rules.flatMap((rule) => rule.conditions)), ...parameters];
  const count = (difference: Difference) => all.filter((one) => one.difference === difference).length;
  return {
    a: sides[0].told,
    b: sides[1].told,
    subjects,
    parameters,
    counts: { same: count('same'), differ: count('differs'), onlyA: count('only-a'), onlyB: count('only-b') },
  };
}

async function sideOf(work: Work, library: Library, asked: string): Promise<Outcome<Side, ComparisonRefusal>> {
  if (isPackKey(asked)) return packSide(library, asked);
  const [key = '', day] = asked.split('@');
  const date = day ?? work.today;
  const code = key === '0' ? 0 : (parseDivisionCode(key) ?? -1);
  const place = await findDivision(work.db, code);
  const chain = place ? await chainOf(work, code) : divisionChain(code);
  const packs = library.packsFor(chain, date);
  const rules = library.ruleIds().flatMap(({ id }) => {
    const found = library.ruleFor(id, chain, date);
    return found.ok ? [found.value] : [];
  });
  if (!place || (rules.length === 0 && packs.length === 0))
    return refuse({ code: 'no-law-at-place', place: place?.name ?? key, date });
  const told: ComparedSide = {
    is: 'place',
    key,
    title: place.name,
    asOf: date,
    packs: packs.map((pack) => comparedPack(library, pack)),
  };
  return done({ told, library, chain, rules, packs });
}

/** Of each rule the version that holds on the day; without a day, the latest. */
function packSide(library: Library, asked: string): Outcome<Side, ComparisonRefusal> {
  const [key = '', day] = asked.split('@');
  const pack = library.pack(key);
  if (!pack) return refuse({ code: 'pack-not-found', pack: key, known: library.packs.map((one) => one.key) });
  const ids = [...new Set(pack.rules.map(({ id }) => id))];
  const rules = ids.flatMap((id) => {
    const versions = pack.rules.filter((rule) => rule.id === id);
    const found = day === undefined ? versions.at(-1) : versions.find((rule) => holds(rule, day));
    return found ? [found] : [];
  });
  const chain = divisionChain(pack.jurisdiction.code === '0' ? 0 : (parseDivisionCode(pack.jurisdiction.code) ?? 0));
  const asOf = day ?? pack.inForce.from;
  const told: ComparedSide = {
    is: 'pack',
    key: pack.key,
    title: pack.title,
    asOf,
    packs: [comparedPack(library, pack)],
  };
  const resting = library.packsFor(chain, asOf).filter((one) => one !== pack);
  return done({ told, library, chain, rules, packs: [pack, ...resting] });
}

export function isPackKey(asked: string): boolean {
  return /^[a-z]/.test(asked);
}

function holds({ holdsFrom, holdsUntil }: Rule, day: string): boolean {
  return holdsFrom <= day && (holdsUntil === null || day <= holdsUntil);
}

function comparedPack(library: Library, pack: Pack): ComparedSide['packs'][number] {
  return {
    key: pack.key,
    title: pack.title,
    jurisdiction: pack.jurisdiction.name,
    inForceFrom: pack.inForce.from,
    inForceStatus: pack.inForce.status,
    supersededBy: library.packs.flatMap((other) =>
      other.supersedes
        .filter((entry) => entry.pack === pack.key)
        .map((entry) => ({ key: other.key, title: other.title, from: entry.from })),
    ),
  };
}

function compareSubjects(sides: readonly [Side, Side], wanted: string | undefined): ComparedSubject[] {
  const [a, b] = sides;
  const ids = inOrderOfBoth(
    a.rules.map(({ id }) => id),
    b.rules.map(({ id }) => id),
  );
  const subjects = new Map<string, { label: string; rules: ComparedRule[] }>();
  for (const id of ids) {
    const [left, right] = sides.map((side) => side.rules.find((rule) => rule.id === id) ?? null);
    const of = (left ?? right)!.subject;
    if (wanted !== undefined && of.key !== wanted) continue;
    const subject = subjects.get(of.key) ?? { label: of.schema.label ?? of.ruleName, rules: [] };
    subjects.set(of.key, subject);
    subject.rules.push(compareRule(sides, id, left ?? null, right ?? null));
  }
  return [...subjects].map(([subject, { label, rules }]) => ({ subject, label, rules }));
}

function compareRule([a, b]: readonly [Side, Side], rule: string, left: Rule | null, right: Rule | null): ComparedRule {
  const first = left && leavesIn(a, left);
  const second = right && leavesIn(b, right);
  const conditions = pairConditions(first ?? [], second ?? []);
  const sides = { a: left && ruleSide(a, left), b: right && ruleSide(b, right) };
  const same =
    conditions.every(({ difference }) => difference === 'same') &&
    comparable(sides.a?.amount?.feel) === comparable(sides.b?.amount?.feel);
  return { rule, difference: differenceOf(left, right, same), ...sides, conditions };
}

function leavesIn({ library }: Side, rule: Rule): Leaf[] {
  return leavesOf(partOf(library, rule.root) as LawPart);
}

function ruleSide({ library }: Side, rule: Rule): RuleSide {
  const { title, kind, pack, packTitle, holdsFrom, holdsUntil } = ruleSummary(library, rule);
  return { title, kind, pack, packTitle, holdsFrom, holdsUntil, note: rule.note, amount: lawAmount(library, rule) };
}

function compareParameters(sides: readonly [Side, Side], subject: string | undefined): ComparedParameter[] {
  const named = sides.map((side) => {
    const rules = side.rules.filter((rule) => subject === undefined || rule.subject.key === subject);
    const own = side.told.is === 'pack' && subject === undefined ? side.packs[0]!.parameters : [];
    return [...new Set([...readsOf(rules).parameters, ...own.map(({ name }) => name)])];
  });
  return inOrderOfBoth(named[0]!, named[1]!).map((name) => {
    const [a, b] = sides.map((side, index) => (named[index]!.includes(name) ? parameterSide(side, name) : null));
    const shown = (a ?? b)!.inForce;
    const same = JSON.stringify(a?.inForce.value) === JSON.stringify(b?.inForce.value);
    const difference = differenceOf(a ?? null, b ?? null, same);
    return { name, title: shown.title, unit: shown.unit, difference, a: a ?? null, b: b ?? null };
  });
}

function parameterSide({ library, chain, packs, told }: Side, name: string): ParameterSide {
  const declared = packs.flatMap((pack) => pack.parameters).find((parameter) => parameter.name === name);
  return {
    inForce: library.parameter(name, chain, told.asOf),
    law: declared ? lawParameter(library, declared) : null,
  };
}

function differenceOf(a: unknown, b: unknown, same: boolean): Difference {
  if (a === null) return 'only-b';
  if (b === null) return 'only-a';
  return same ? 'same' : 'differs';
}

/** The first list, with what only the second has put in after what it follows there. */
function inOrderOfBoth(a: readonly string[], b: readonly string[]): string[] {
  const all = [...a];
  for (const [index, one] of b.entries()) {
    if (all.includes(one)) continue;
    const before = b[index - 1];
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, one);
  }
  return all;
}
