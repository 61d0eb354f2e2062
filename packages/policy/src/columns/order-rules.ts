import { invariant } from '@daohu/kernel';
import { childrenOf } from '../feel/node-children.ts';
import type { Node, Program } from '../feel/tree.ts';
import type { Rule } from '../packs/pack.ts';
import { programsOf } from '../packs/rule-programs.ts';

/** Rules about one entity that can be judged in one pass over its rows: all they need of other rows is there before. */
export interface Pass {
  readonly subject: string;
  readonly rules: readonly Rule[];
}

/** Whether other rules call this one by that name. */
export function isNamed(rule: Rule, name: string, entity: string): boolean {
  return rule.name === name && rule.subject.key === entity;
}

export type Called = (name: string, entity: string) => Rule | null;

/** The rules with those they use, in passes. A rule about the same record needs no pass of its own, only an earlier place. */
export function passesOf(rules: readonly Rule[], called: Called, mostNodes: number): Pass[] {
  const levels = new Map<Rule, number>();
  const open = new Set<Rule>();
  const levelOf = (rule: Rule): number => {
    const known = levels.get(rule);
    if (known !== undefined) return known;
    invariant(!open.has(rule), `columns: ${rule.id} rests on itself`);
    open.add(rule);
    let level = 0;
    for (const call of callsOf(rule)) {
      const other = called(call.name, call.entity);
      if (other) level = Math.max(level, levelOf(other) + (call.sameRow ? 0 : 1));
    }
    open.delete(rule);
    levels.set(rule, level);
    return level;
  };
  for (const rule of rules) levelOf(rule);
  // A map keeps the order of insertion, in which every rule stands behind those that it uses.
  const ordered = [...levels];
  const depth = Math.max(0, ...levels.values());
  const passes: Pass[] = [];
  for (let level = 0; level <= depth; level++) {
    const now = ordered.filter(([, own]) => own === level).map(([rule]) => rule);
    for (const subject of new Set(now.map((rule) => rule.subject.key))) {
      const about = now.filter((rule) => rule.subject.key === subject);
      passes.push(...inPortions(about, mostNodes).map((portion) => ({ subject, rules: portion })));
    }
  }
  return passes;
}

/** An engine optimises a function only up to some size; what is too long for one is made several. */
function inPortions(rules: readonly Rule[], mostNodes: number): Rule[][] {
  const portions: Rule[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const rule of rules) {
    const own = sizeOf(rule);
    if (size + own > mostNodes) {
      portions.push([]);
      size = 0;
    }
    portions.at(-1)!.push(rule);
    size += own;
  }
  return portions;
}

function sizeOf(rule: Rule): number {
  let size = SIZES.get(rule);
  if (size === undefined) {
    size = programsOf(rule).reduce((sum, { tree }) => sum + countNodes(tree), 0);
    SIZES.set(rule, size);
  }
  return size;
}
const SIZES = new WeakMap<Rule, number>();

function countNodes(node: Node): number {
  return childrenOf(node).reduce((sum, child) => sum + countNodes(child), 1);
}

interface RuleCall {
  readonly name: string;
  readonly entity: string;
  /** Of the very record that the rule is about. */
  readonly sameRow: boolean;
}

export function callsOf(rule: Rule): readonly RuleCall[] {
  return programsOf(rule).flatMap((program) => callsIn(program.tree, program));
}

function callsIn(node: Node, program: Program): RuleCall[] {
  const inner = childrenOf(node).flatMap((child) => callsIn(child, program));
  if (node.is !== 'verdict') return inner;
  const { name, entity } = program.calls[node.slot]!;
  return [...inner, { name, entity, sameRow: node.of.is === 'variable' && node.of.slot === 0 }];
}
