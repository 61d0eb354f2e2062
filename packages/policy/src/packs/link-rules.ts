import { parseFeel } from '../feel/parse-feel.ts';
import type { Callable, Scope } from '../feel/scope.ts';
import type { Syntax } from '../feel/syntax.ts';
import type { Type } from '../feel/tree.ts';
import { parseUnit } from '../feel/unit.ts';
import { type Entity, entityOf, type IndexedSchema } from '../schema.ts';
import { type CallingRule, calledIn, inCallOrder } from './call-order.ts';
import { linkRule, type ReadFeel } from './link-rule.ts';
import type { Rule } from './pack.ts';
import { type Problem, problemAt, refusalToProblem } from './problem.ts';
import { type VisibleNames, widest } from './visible-names.ts';
import type { WrittenFeel, WrittenNode, WrittenPack, WrittenRule } from './written.ts';

/**
 * Compiles the rules of all packs. A rule may use the results of others by their names, whichever pack they are in, so
 * they are taken in the order of their calls; the names mean the same in every pack.
 */
export function linkRules(
  packs: readonly WrittenPack[],
  namesOf: (pack: string) => VisibleNames,
  schema: IndexedSchema,
  problems: Problem[],
): Map<WrittenRule, Rule> {
  const ids = idsByName(packs, namesOf, problems);
  const syntax = new Map<WrittenFeel, Syntax | null>();
  // The same condition stands in many rules; what is refused is refused at each of its places.
  const byText = new Map<string, Syntax>();
  const read: ReadFeel = (feel) => {
    let found = syntax.get(feel) ?? byText.get(feel.text);
    if (found === undefined && !syntax.has(feel)) {
      found = refusalToProblem(feel.placeAt, problems, () => parseFeel(feel.text)) ?? undefined;
      if (found) byText.set(feel.text, found);
    }
    syntax.set(feel, found ?? null);
    return found ?? null;
  };
  const callers = callersOf(packs, read);
  const packOf = new Map(packs.flatMap((pack) => pack.rules.map((rule) => [rule, pack.key] as const)));
  const linked = new Map<WrittenRule, Rule>();
  const callable = new Map<string, Callable & { readonly is: 'rule' }>();
  for (const id of inCallOrder(callers, (name) => ids.get(name), problems)) {
    const { versions, calls } = callers.get(id)!;
    // What calls a rule that could not be read has nothing more to say than that rule.
    if ([...calls].some((name) => ids.has(name) && !callable.has(name))) continue;
    for (const written of versions) {
      const pack = packOf.get(written)!;
      const subject = subjectOf(written, schema, problems);
      if (!subject) continue;
      const scope = scopeFor(subject, written, namesOf(pack), callable);
      const rule = linkRule(written, pack, subject, scope, schema, read, problems);
      if (!rule) continue;
      linked.set(written, rule);
      if (written.name !== null) {
        const agreed = agreedResult(callable.get(written.name), rule, written, problems);
        callable.set(written.name, agreed);
      }
    }
  }
  return linked;
}

/** Name and id go together in all packs, and no parameter has the name of a rule. */
function idsByName(
  packs: readonly WrittenPack[],
  namesOf: (pack: string) => VisibleNames,
  problems: Problem[],
): Map<string, string> {
  const byName = new Map<string, WrittenRule>();
  const byId = new Map<string, WrittenRule>();
  for (const pack of packs) {
    for (const rule of pack.rules) {
      const { id, name, namePlace } = rule;
      const at = (other: WrittenRule): string => `${other.namePlace.file}:${other.namePlace.line}`;
      const twin = byId.get(id);
      if (twin && twin.name !== name) {
        const zh = `规则「${id}」在这里叫「${name ?? '（无 name）'}」，在 ${at(twin)} 叫「${twin.name ?? '（无 name）'}」。同一条规则在各政策包里要用同一个 name。`;
        problems.push(problemAt(namePlace, 'rules-disagree', zh, `Rule ${id} has another name in ${at(twin)}.`));
      }
      if (!twin) byId.set(id, rule);
      if (name === null) continue;
      const other = byName.get(name);
      if (!other) byName.set(name, rule);
      else if (other.id !== id) {
        const zh = `「${name}」已经是规则「${other.id}」的名字（${at(other)}）。请换一个 name。`;
        problems.push(problemAt(namePlace, 'duplicate', zh, `${name} is the name of rule ${other.id}.`));
      }
    }
  }
  for (const pack of packs) {
    const { values, tables } = namesOf(pack.key);
    for (const parameter of pack.parameters) {
      const rule = byName.get(parameter.name);
      if (!rule || !(values.has(parameter.name) || tables.has(parameter.name))) continue;
      const zh = `「${parameter.name}」既是参数又是规则「${rule.id}」的名字。请改其中一个。`;
      problems.push(problemAt(parameter.place, 'duplicate', zh, `${parameter.name} is also a rule’s name.`));
    }
  }
  return new Map([...byName].map(([name, rule]) => [name, rule.id]));
}

function callersOf(packs: readonly WrittenPack[], read: ReadFeel): Map<string, CallingRule> {
  const found = new Map<string, { id: string; versions: WrittenRule[]; calls: Set<string> }>();
  for (const rule of packs.flatMap((pack) => pack.rules)) {
    const entry = found.get(rule.id) ?? { id: rule.id, versions: [], calls: new Set<string>() };
    found.set(rule.id, entry);
    entry.versions.push(rule);
    for (const feel of feelsOf(rule)) {
      const syntax = read(feel);
      if (syntax) calledIn(syntax, entry.calls);
    }
  }
  return found;
}

function feelsOf(rule: WrittenRule): WrittenFeel[] {
  const inNode = (node: WrittenNode): WrittenFeel[] => [
    ...(node.when ? [node.when] : []),
    ...(node.feel ? [node.feel] : []),
    ...(node.group?.parts.flatMap(inNode) ?? []),
  ];
  const said = rule.check?.message.filter((part) => typeof part !== 'string') ?? [];
  return [...inNode(rule.root), ...(rule.amount ? [rule.amount.feel] : []), ...said];
}

export function subjectOf(rule: WrittenRule, schema: IndexedSchema, problems: Problem[]): Entity | null {
  if (typeof rule.subject !== 'string') return entityOf(rule.subject);
  const subject = schema.byKey.get(rule.subject);
  if (subject) return subject;
  const zh = `「${rule.subject}」不是规则的对象。可以写：${[...schema.byKey.keys()].join('、')}。`;
  problems.push(problemAt(rule.subjectPlace, 'unknown-subject', zh, `Unknown subject ${rule.subject}.`));
  return null;
}

export function scopeFor(
  subject: Entity,
  written: WrittenRule,
  names: VisibleNames,
  rules: ReadonlyMap<string, Callable>,
): Scope {
  const { level } = subject.schema;
  const type: Type = { is: 'record', entity: subject, yearOffset: 0, ...(level !== undefined && { level }) };
  const isFormula = written.kind === 'formula';
  return {
    parameter: (name) => names.values.get(name) ?? null,
    parameterNames: () => names.values.keys(),
    variables: [{ name: isFormula ? '' : subject.ruleName, type }],
    callables: new Map<string, Callable>([...names.tables, ...(isFormula ? [] : rules)]),
    ...(isFormula && { inputs: subject }),
  };
}

/** What a call of the rule gives: a number of all its versions' ranges, or yes and no. */
function agreedResult(
  before: (Callable & { readonly is: 'rule' }) | undefined,
  rule: Rule,
  written: WrittenRule,
  problems: Problem[],
): Callable & { readonly is: 'rule' } {
  const made = { is: 'rule', entity: rule.subject, type: resultOf(rule) } as const;
  if (!before) return made;
  if (before.entity !== made.entity || kindOf(before.type) !== kindOf(made.type)) {
    const zh = `规则「${rule.id}」在各政策包里的对象、种类或单位不一致，别的规则无法引用「${rule.name}」。`;
    const en = `Versions of ${rule.id} differ in subject, kind or unit, so that nobody can call ${rule.name}.`;
    problems.push(problemAt(written.namePlace, 'rules-disagree', zh, en));
    return before;
  }
  return { ...before, type: widest(before.type, made.type) };
}

function kindOf(type: Type): string {
  return type.is === 'number' ? type.unit.key : type.is;
}

export function resultOf(rule: Rule): Type {
  const type = rule.amount?.program.tree.type;
  if (type?.is !== 'number') return { is: 'boolean' };
  const made: Type = { ...type, free: false, factors: [], unit: parseUnit(rule.amount!.unit) };
  // Whoever is not owed anything is owed nothing.
  return rule.kind === 'entitlement' ? { ...made, low: Math.min(0, type.low), high: Math.max(0, type.high) } : made;
}
