import { nearestNames } from '../feel/nearest-names.ts';
import { childrenOf } from '../feel/node-children.ts';
import type { Node, Program } from '../feel/tree.ts';
import type { Schema } from '../schema.ts';
import { buildLibrary } from './build-library.ts';
import { checkReach } from './check-reach.ts';
import { checkCoverage } from './items/check-coverage.ts';
import { checkItems } from './items/check-items.ts';
import { isItemSetting } from './items/item-settings.ts';
import type { ItemWords } from './items/item-words.ts';
import type { Library } from './library.ts';
import type { ConditionNode, Pack, Rule } from './pack.ts';
import type { PackFile } from './pack-file.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import { runCases } from './run-cases.ts';

export interface PackCheck {
  /** In the order of files and lines; empty when all is well. */
  readonly problems: readonly Problem[];
  readonly packs: number;
  readonly rules: number;
  readonly parameters: number;
  readonly cases: number;
  readonly items: number;
}

/**
 * Everything that can be wrong with the files of packs, with file, line, and what to do. Without `words` the subjects,
 * sectors, parts and rows that items name are not checked.
 */
export function checkPackFiles(files: readonly PackFile[], schema: Schema, words: ItemWords | null = null): PackCheck {
  const problems: Problem[] = [];
  const library = buildLibrary(files, schema, problems);
  const cases = runCases(library);
  const byKey = new Map(library.packs.map((pack) => [pack.key, pack]));
  for (const pack of library.packs) {
    checkPack(library, pack, problems);
    checkReach(pack, byKey, problems);
    checkItems(library, pack, words, problems);
  }
  checkCoverage(library, words?.rows ?? null, problems);
  problems.push(...cases.flatMap((one) => one.problems));
  problems.sort((a, b) => (a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1));
  return {
    problems,
    packs: library.packs.length,
    rules: library.packs.reduce((sum, pack) => sum + pack.rules.length, 0),
    parameters: library.packs.reduce((sum, pack) => sum + pack.parameters.length, 0),
    cases: cases.length,
    items: library.packs.reduce((sum, pack) => sum + pack.items.length, 0),
  };
}

function checkPack(library: Library, pack: Pack, problems: Problem[]): void {
  for (const parameter of pack.parameters.filter(({ name }) => !isItemSetting(name))) {
    for (const value of parameter.values) {
      checkClauses(library, value.clauses, value.place, problems);
      for (const cell of value.cells) checkClauses(library, cell.clauses, cell.place, problems);
    }
  }
  const seen = new Map<string, Place>();
  for (const rule of pack.rules) {
    checkRule(library, rule, problems);
    const twin = pack.rules.find((other) => other !== rule && other.id === rule.id && overlap(rule, other));
    if (twin && !seen.has(rule.id)) {
      seen.set(rule.id, rule.place);
      const zh = `规则「${rule.id}」有两个版本同时有效。请给较早的一个写 holdsUntil。`;
      problems.push(problemAt(rule.place, 'ambiguous-law', zh, `Two versions of ${rule.id} hold at once.`));
    }
    if (!pack.cases.some((file) => file.rule === rule.id && file.cases.length > 0)) {
      const zh = `规则「${rule.id}」没有例子。请在旁边写 ${rule.id}.cases.yaml：线上一例、线两边各一例、缺值一例。`;
      problems.push(problemAt(rule.place, 'rule-without-cases', zh, `Rule ${rule.id} has no cases.`));
    }
  }
  checkRivals(library, pack, problems);
}

/** Two packs of one jurisdiction that both carry a rule must say which supersedes the other. */
function checkRivals(library: Library, pack: Pack, problems: Problem[]): void {
  for (const rival of library.packs) {
    if (rival.key <= pack.key || rival.jurisdiction.code !== pack.jurisdiction.code) continue;
    const settled = [pack, rival].some((one) =>
      one.supersedes.some((entry) => entry.pack === pack.key || entry.pack === rival.key),
    );
    if (settled) continue;
    const shared = pack.rules.find((rule) => rival.rules.some((other) => other.id === rule.id && overlap(rule, other)));
    if (!shared) continue;
    const zh = `「${pack.key}」与「${rival.key}」在同一地区都有规则「${shared.id}」。请在较新的 pack.yaml 写 supersedes。`;
    problems.push(
      problemAt(shared.place, 'ambiguous-law', zh, `${pack.key} and ${rival.key} both carry ${shared.id}.`),
    );
  }
}

function overlap(
  a: { holdsFrom: string; holdsUntil: string | null },
  b: { holdsFrom: string; holdsUntil: string | null },
): boolean {
  return (
    (a.holdsUntil === null || b.holdsFrom <= a.holdsUntil) && (b.holdsUntil === null || a.holdsFrom <= b.holdsUntil)
  );
}

/** What a rule says beside its conditions: an amount with its clause, other entitlements that exist. */
export function checkRule(library: Library, rule: Rule, problems: Problem[]): void {
  checkNode(library, rule.root, problems, rule.kind === 'check' && rule.source !== null);
  const { amount, place } = rule;
  if (amount) {
    checkClauses(library, amount.clauses, amount.place, problems);
    checkNumbers(amount.program, amount.place, problems);
  }
  const cites = amount ? amount.clauses : citedBy(rule.root);
  if (cites.length === 0 && !isSourced(rule)) {
    const zh = `规则「${rule.title}」没有条款。请写 clause${rule.kind === 'check' ? '，或写 source 说明从哪里来' : ''}。`;
    problems.push(problemAt(place, 'no-clause', zh, `Rule "${rule.title}" cites no clause.`));
  }
  if (rule.kind !== 'entitlement') return;
  const ids = library.ruleIds().map(({ id }) => id);
  for (const relation of [...rule.stacksWith, ...rule.excludes]) {
    checkClauses(library, relation.clauses, relation.place, problems);
    if (ids.includes(relation.rule)) continue;
    const near = nearestNames(relation.rule, ids);
    const zh = `没有规则「${relation.rule}」。${near.length > 0 ? `是不是「${near.join('」「')}」？` : ''}`;
    problems.push(problemAt(relation.place, 'unknown-rule', zh, `No rule ${relation.rule}.`));
  }
}

/** A rule that no clause asks for says where it comes from: a check as a whole, a criterion in each of its conditions. */
function isSourced(rule: Rule): boolean {
  if (rule.kind === 'check') return rule.source !== null;
  return rule.kind === 'criterion' && hasSource(rule.root);
}

function hasSource(node: ConditionNode): boolean {
  return node.source !== null || (node.is === 'group' && node.parts.some(hasSource));
}

function citedBy(node: ConditionNode): readonly string[] {
  return node.is === 'group' ? [...node.clauses, ...node.parts.flatMap(citedBy)] : node.clauses;
}

/** `sourced`: a check whose origin is said once for all its conditions. */
function checkNode(library: Library, node: ConditionNode, problems: Problem[], sourced: boolean): void {
  checkClauses(library, node.clauses, node.place, problems);
  if (node.when) checkNumbers(node.when, node.place, problems);
  if (node.is === 'group') {
    for (const part of node.parts) checkNode(library, part, problems, sourced);
    return;
  }
  if (node.clauses.length === 0 && node.source === null && !sourced) {
    const zh = `条件「${node.title}」没有条款。请写 clause；不出自各包文件的，写 source 和 status。`;
    problems.push(problemAt(node.place, 'no-clause', zh, `Condition "${node.title}" cites no clause.`));
  }
  checkNumbers(node.program, node.place, problems);
}

function checkNumbers(program: Program, place: Place, problems: Problem[]): void {
  for (const value of numbersIn(program.tree)) {
    if (PLAIN_NUMBERS.has(value)) continue;
    const zh = `规则里写了数字 ${value}。请放进 parameters/，带上条款和施行日期。`;
    const en = `Number ${value} in a rule: make it a parameter with its clause.`;
    problems.push(problemAt(place, 'number-in-rule', zh, en));
  }
}

/** Numbers that are arithmetic, not law: none, one, and the factors that turn one unit into another. */
const PLAIN_NUMBERS: ReadonlySet<number> = new Set([0, 1, 12, 100, 1_000, 10_000, 1_000_000]);

function checkClauses(library: Library, ids: readonly string[], place: Place, problems: Problem[]): void {
  for (const id of ids) {
    if (library.clause(id)) continue;
    const near = nearestNames(id, library.clauseIds);
    const zh = `没有条款「${id}」。${near.length > 0 ? `是不是 ${near.join('、')}？` : ''}`;
    problems.push(
      problemAt(
        place,
        'unknown-clause',
        zh,
        `No clause ${id}.${near.length > 0 ? ` Did you mean ${near.join(', ')}?` : ''}`,
      ),
    );
  }
}

function numbersIn(node: Node): number[] {
  if (node.is === 'literal') return typeof node.value === 'number' ? [node.value] : [];
  return childrenOf(node).flatMap(numbersIn);
}
