import { parseDivisionCode } from '@daohu/kernel';
import { nearestNames } from '../feel/nearest-names.ts';
import type { Scope } from '../feel/scope.ts';
import type { Program, Type } from '../feel/tree.ts';
import { checkCondition } from '../feel/type-check.ts';
import type { Entity, IndexedSchema } from '../schema.ts';
import type { Condition, ConditionNode, Group, Pack, Parameter, Rule } from './pack.ts';
import { type Problem, problemAt, refusalToProblem } from './problem.ts';
import type { WrittenFeel, WrittenNode, WrittenPack, WrittenRule } from './written.ts';

/** Compiles the rules of all packs, each with the parameters it can see: its own pack's, its parents', those it supersedes. */
export function linkPacks(written: readonly WrittenPack[], schema: IndexedSchema, problems: Problem[]): Pack[] {
  const byKey = new Map(written.map((pack) => [pack.key, pack]));
  for (const pack of written) checkRelatives(pack, byKey, problems);
  return written.map((pack) => {
    const scope = parametersSeenBy(pack, byKey, problems);
    const rules = pack.rules.flatMap((rule) => linkRule(rule, pack.key, scope, schema, problems));
    const brokenRules = pack.rules.map((rule) => rule.id).filter((id) => !rules.some((rule) => rule.id === id));
    return { ...pack, rules, brokenRules };
  });
}

/** The pack itself, then what it rests on, nearest first. */
export function relativesOf(key: string, byKey: ReadonlyMap<string, Pick<Pack, 'parents' | 'supersedes'>>): string[] {
  const found: string[] = [];
  const visit = (name: string): void => {
    if (found.includes(name) || !byKey.has(name)) return;
    found.push(name);
    const pack = byKey.get(name)!;
    for (const entry of pack.supersedes) visit(entry.pack);
    for (const parent of pack.parents) visit(parent);
  };
  visit(key);
  return found;
}

function checkRelatives(pack: WrittenPack, byKey: ReadonlyMap<string, WrittenPack>, problems: Problem[]): void {
  for (const name of [...pack.parents, ...pack.supersedes.map((entry) => entry.pack)]) {
    if (!byKey.has(name)) {
      const near = nearestNames(name, byKey.keys());
      const zh = `没有叫「${name}」的政策包。${near.length > 0 ? `是不是「${near.join('」「')}」？` : ''}`;
      problems.push(problemAt(pack.place, 'unknown-pack', zh, `No pack ${name}.`));
    } else if (relativesOf(name, byKey).includes(pack.key)) {
      problems.push(
        problemAt(
          pack.place,
          'cyclic-packs',
          `「${pack.key}」与「${name}」互为上级。`,
          `${pack.key} and ${name} rest on each other.`,
        ),
      );
    }
  }
}

function parametersSeenBy(
  pack: WrittenPack,
  byKey: ReadonlyMap<string, WrittenPack>,
  problems: Problem[],
): Map<string, Type> {
  const seen = new Map<string, Parameter>();
  const types = new Map<string, Type>();
  const own = new Set<string>();
  for (const key of relativesOf(pack.key, byKey)) {
    for (const parameter of byKey.get(key)!.parameters) {
      if (key === pack.key) {
        if (own.has(parameter.name)) {
          problems.push(
            problemAt(
              parameter.place,
              'duplicate',
              `参数「${parameter.name}」写了两次。`,
              `${parameter.name} is declared twice.`,
            ),
          );
        }
        own.add(parameter.name);
      }
      const other = seen.get(parameter.name);
      if (!other) seen.set(parameter.name, parameter);
      else if (unitOf(other.type) !== unitOf(parameter.type)) {
        const zh = `参数「${parameter.name}」的单位与上级政策包「${parameter.pack}」（${parameter.unit}）不同。`;
        problems.push(
          problemAt(other.place, 'unit-disagrees', zh, `${parameter.name} has another unit in ${parameter.pack}.`),
        );
      }
      types.set(parameter.name, widest(types.get(parameter.name), parameter.type));
    }
  }
  return types;
}

/** Any visible value may hold at some place and day, so the range is that of all of them. */
function widest(a: Type | undefined, b: Type): Type {
  if (a?.is !== 'number' || b.is !== 'number') return a ?? b;
  return { ...a, low: Math.min(a.low, b.low), high: Math.max(a.high, b.high) };
}

function unitOf(type: Type): string {
  return type.is === 'number' ? type.unit.key : type.is;
}

function linkRule(
  rule: WrittenRule,
  pack: string,
  parameters: ReadonlyMap<string, Type>,
  schema: IndexedSchema,
  problems: Problem[],
): Rule[] {
  const subject = schema.byKey.get(rule.subject);
  if (!subject) {
    const zh = `「${rule.subject}」不是规则的对象。可以写：${[...schema.byKey.keys()].join('、')}。`;
    problems.push(problemAt(rule.place, 'unknown-subject', zh, `Unknown subject ${rule.subject}.`));
    return [];
  }
  const scope = scopeFor(subject, parameters);
  const compile = (feel: WrittenFeel): Program | null =>
    refusalToProblem(feel.placeAt, problems, () => checkCondition(feel.text, scope, schema));
  const root = linkNode(rule.root, compile);
  if (root?.is !== 'group') {
    if (root)
      problems.push(
        problemAt(
          rule.place,
          'wrong-shape',
          '规则应写成 all 或 any 的条件列表。',
          'A rule is a list of conditions: all or any.',
        ),
      );
    return [];
  }
  const { id, title, holdsFrom, holdsUntil, note, place } = rule;
  return [{ id, title, pack, subject, holdsFrom, holdsUntil, note, root, place }];
}

function scopeFor(subject: Entity, parameters: ReadonlyMap<string, Type>): Scope {
  const { level } = subject.schema;
  const type: Type = { is: 'record', entity: subject, yearOffset: 0, ...(level !== undefined && { level }) };
  return {
    parameter: (name) => parameters.get(name) ?? null,
    parameterNames: () => parameters.keys(),
    variables: [{ name: subject.ruleName, type }],
  };
}

function linkNode(node: WrittenNode, compile: (feel: WrittenFeel) => Program | null): ConditionNode | null {
  const { id, title, kind, clauses, reading, holdsFrom, holdsUntil, place } = node;
  const when = node.when && compile(node.when);
  if (node.when && !when) return null;
  const common = { id, title, kind, clauses, reading, when, holdsFrom, holdsUntil, place };
  if (node.group) {
    const parts = node.group.parts.map((part) => linkNode(part, compile));
    if (parts.some((part) => part === null)) return null;
    const group: Group = { ...common, is: 'group', mode: node.group.mode, parts: parts as ConditionNode[] };
    return group;
  }
  const program = compile(node.feel!);
  if (!program) return null;
  const condition: Condition = { ...common, is: 'condition', program };
  return condition;
}

/** The jurisdiction of a pack as the number that division chains use. */
export function jurisdictionOf(pack: Pick<Pack, 'jurisdiction'>): number {
  return pack.jurisdiction.code === '0' ? 0 : (parseDivisionCode(pack.jurisdiction.code) ?? -1);
}
