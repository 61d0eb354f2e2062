import { checkAmount, checkCondition, checkPlace } from '../feel/check-result.ts';
import type { Scope } from '../feel/scope.ts';
import type { Syntax } from '../feel/syntax.ts';
import type { Program } from '../feel/tree.ts';
import type { Entity, IndexedSchema } from '../schema.ts';
import type { Amount, ConditionNode, Group, Rule } from './pack.ts';
import { type Problem, refusalToProblem } from './problem.ts';
import type { WrittenFeel, WrittenNode, WrittenRule } from './written.ts';

/** The tree of an expression as written, or null where it could not be read (which is reported once). */
export type ReadFeel = (feel: WrittenFeel) => Syntax | null;

/** Compiles one version of a rule in its scope. Null where a part could not stand; its problems are reported. */
export function linkRule(
  written: WrittenRule,
  pack: string,
  subject: Entity,
  scope: Scope,
  schema: IndexedSchema,
  read: ReadFeel,
  problems: Problem[],
): Rule | null {
  const compile = (feel: WrittenFeel, check: (text: string, syntax: Syntax) => Program): Program | null => {
    const syntax = read(feel);
    return syntax && refusalToProblem(feel.placeAt, problems, () => check(feel.text, syntax));
  };
  const condition = (feel: WrittenFeel) => compile(feel, (text, syntax) => checkCondition(text, syntax, scope, schema));
  const root = linkNode(written.root, condition) as Group | null;
  const amount = linkAmount(written, (feel, unit) =>
    compile(feel, (text, syntax) => checkAmount(text, syntax, scope, schema, unit)),
  );
  const message = written.check?.message.map((part) =>
    typeof part === 'string' ? part : compile(part, (text, syntax) => checkPlace(text, syntax, scope, schema)),
  );
  if (!root || amount === undefined || message?.some((part) => part === null)) return null;
  const { id, name, title, holdsFrom, holdsUntil, note, place } = written;
  const common = { id, name, title, pack, subject, holdsFrom, holdsUntil, note, root, place };
  switch (written.kind) {
    case 'criterion':
      return { ...common, kind: 'criterion', amount: null };
    case 'quantity':
    case 'formula':
      return { ...common, kind: written.kind, amount: amount! };
    case 'entitlement':
      return { ...common, kind: 'entitlement', amount, ...written.entitlement! };
    case 'check': {
      const { severity, source } = written.check!;
      return { ...common, kind: 'check', amount: null, severity, source, message: message as (string | Program)[] };
    }
  }
}

function linkAmount(
  { amount }: WrittenRule,
  compile: (feel: WrittenFeel, unit: string) => Program | null,
): Amount | null | undefined {
  if (!amount) return null;
  const program = compile(amount.feel, amount.unit);
  const { unit, clauses, reading, place } = amount;
  return program ? { program, unit, clauses, reading, place } : undefined;
}

function linkNode(node: WrittenNode, compile: (feel: WrittenFeel) => Program | null): ConditionNode | null {
  const { id, title, kind, clauses, source, reading, holdsFrom, holdsUntil, place } = node;
  const when = node.when && compile(node.when);
  if (node.when && !when) return null;
  const common = { id, title, kind, clauses, source, reading, when, holdsFrom, holdsUntil, place };
  if (node.group) {
    const parts = node.group.parts.map((part) => linkNode(part, compile));
    if (parts.some((part) => part === null)) return null;
    return { ...common, is: 'group', mode: node.group.mode, parts: parts as ConditionNode[] };
  }
  const program = compile(node.feel!);
  return program && { ...common, is: 'condition', program };
}
