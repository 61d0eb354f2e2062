import type { BranchWatch } from '../explain/branch-watch.ts';
import { childrenOf } from '../feel/node-children.ts';
import type { Node, Program } from '../feel/tree.ts';
import type { Amount, Condition, ConditionNode, Pack, Rule } from '../packs/pack.ts';
import type { Place } from '../packs/problem.ts';

/** 分支: one place where a rule can go more than one way, which ways its examples took and which none took. */
export interface Branch extends Place {
  readonly pack: string;
  readonly rule: string;
  readonly what: 'condition' | 'when' | 'if' | 'amount';
  /** Title of the condition it stands in. */
  readonly title: string;
  readonly feel: string;
  readonly ways: readonly BranchWay[];
  readonly wanting: readonly BranchWay[];
}

/** Of a condition: met, unmet, unknown. Of a `when` or an `if`: true, false. Of an amount: known, unknown. */
export type BranchWay = 'met' | 'unmet' | 'unknown' | 'true' | 'false' | 'known';

interface Point {
  readonly pack: string;
  readonly rule: string;
  readonly what: Branch['what'];
  readonly title: string;
  readonly feel: string;
  readonly place: Place;
  readonly ways: readonly BranchWay[];
  readonly seen: Set<BranchWay>;
}

/**
 * 分支覆盖: holds the examples of the packs against every branch of their rules. Each condition is wanted met, unmet and,
 * where its inputs can be missing, unknown; each `when` and each `if` both ways; an amount known and unknown to somebody
 * who is owed it. A condition counts only where it applies.
 */
export class BranchCoverage implements BranchWatch {
  private readonly conditions = new Map<Condition, Point>();
  private readonly whens = new Map<ConditionNode, Point>();
  private readonly choices = new Map<Node, Point>();
  private readonly amounts = new Map<Amount, Point>();

  /** Parameters that some text leaves open: they can be wanting, the others have their value. */
  private readonly open: ReadonlySet<string>;

  constructor(packs: readonly Pack[]) {
    const parameters = packs.flatMap((pack) => pack.parameters);
    const isOpen = parameters.filter(({ values }) => values.some(({ value }) => value === null));
    this.open = new Set(isOpen.map(({ name }) => name));
    for (const pack of packs) for (const rule of pack.rules) this.enterRule(rule);
  }

  condition(source: Condition, value: boolean | null, applies: boolean | null): void {
    if (applies === true) this.conditions.get(source)?.seen.add(value === null ? 'unknown' : value ? 'met' : 'unmet');
  }

  when(source: ConditionNode, applies: boolean | null): void {
    if (applies !== null) this.whens.get(source)?.seen.add(applies ? 'true' : 'false');
  }

  branch(node: Node, taken: boolean | null): void {
    if (taken !== null) this.choices.get(node)?.seen.add(taken ? 'true' : 'false');
  }

  amount(source: Amount, value: number | null): void {
    this.amounts.get(source)?.seen.add(value === null ? 'unknown' : 'known');
  }

  /** In the order of the packs and rules. */
  branches(): Branch[] {
    const { conditions, whens, choices, amounts } = this;
    const points = [conditions, whens, choices, amounts].flatMap((found) => [...found.values()]);
    return points
      .map(({ pack, rule, what, title, feel, place, ways, seen }) => ({
        ...{ file: place.file, line: place.line, column: place.column },
        ...{ pack, rule, what, title, feel, ways },
        wanting: ways.filter((way) => !seen.has(way)),
      }))
      .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  }

  private enterRule(rule: Rule): void {
    this.enter(rule, rule.root);
    const { amount } = rule;
    if (!amount) return;
    const { text, tree } = amount.program;
    const common = { pack: rule.pack, rule: rule.id, title: rule.title, place: amount.place };
    const ways: BranchWay[] = this.mayBeUnknown(tree) ? ['known', 'unknown'] : ['known'];
    this.amounts.set(amount, { ...common, what: 'amount', feel: text.trim(), ways, seen: new Set() });
    this.enterChoices(common, amount.program);
  }

  private enter(rule: Rule, node: ConditionNode): void {
    const { title, place } = node;
    const common = { pack: rule.pack, rule: rule.id, title, place };
    if (node.when) {
      const feel = node.when.text.trim();
      this.whens.set(node, { ...common, what: 'when', feel, ways: ['true', 'false'], seen: new Set() });
      this.enterChoices(common, node.when);
    }
    if (node.is === 'group') {
      for (const part of node.parts) this.enter(rule, part);
      return;
    }
    const feel = node.program.text.trim();
    this.conditions.set(node, {
      ...common,
      what: 'condition',
      feel,
      ways: this.waysOf(node.program.tree),
      seen: new Set(),
    });
    this.enterChoices(common, node.program);
  }

  private enterChoices(common: Pick<Point, 'pack' | 'rule' | 'title' | 'place'>, { text, tree }: Program): void {
    for (const node of ifsIn(tree)) {
      const feel = text.slice(node.from, node.to).trim();
      this.choices.set(node, { ...common, what: 'if', feel, ways: ['true', 'false'], seen: new Set() });
    }
  }

  private waysOf(tree: Node): BranchWay[] {
    if (tree.is === 'literal') return [tree.value === true ? 'met' : 'unmet'];
    return this.mayBeUnknown(tree) ? ['met', 'unmet', 'unknown'] : ['met', 'unmet'];
  }

  /** Whether some input can make it unknown: asking whether a value is missing always has an answer. */
  private mayBeUnknown(node: Node): boolean {
    if (node.is === 'isMissing') return false;
    if (node.is === 'parameter') return this.open.has(node.name);
    const reads = node.is === 'field' || node.is === 'relation' || node.is === 'reference';
    const asks = node.is === 'table' || node.is === 'verdict';
    return reads || asks || childrenOf(node).some((child) => this.mayBeUnknown(child));
  }
}

function ifsIn(node: Node): Node[] {
  return [...(node.is === 'if' ? [node] : []), ...childrenOf(node).flatMap(ifsIn)];
}
