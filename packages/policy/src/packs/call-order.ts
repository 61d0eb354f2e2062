import type { Syntax } from '../feel/syntax.ts';
import { type Problem, problemAt } from './problem.ts';
import type { WrittenRule } from './written.ts';

/** One rule id with all its versions, and the names that any of them calls. */
export interface CallingRule {
  readonly id: string;
  readonly versions: readonly WrittenRule[];
  readonly calls: ReadonlySet<string>;
}

/**
 * Rule ids so that each comes after those it calls. Rules that call each other in a circle are left out, as are those
 * that call them; every circle is a problem that names its rules with file and line.
 */
export function inCallOrder(
  rules: ReadonlyMap<string, CallingRule>,
  idOf: (name: string) => string | undefined,
  problems: Problem[],
): string[] {
  const order: string[] = [];
  const sound = new Map<string, boolean>();
  const path: string[] = [];
  const visit = (id: string): boolean => {
    const known = sound.get(id);
    if (known !== undefined) return known;
    const start = path.indexOf(id);
    if (start >= 0) {
      problems.push(circle(path.slice(start).map((one) => rules.get(one)!.versions[0]!)));
      return false;
    }
    path.push(id);
    let good = true;
    for (const name of rules.get(id)!.calls) {
      const called = idOf(name);
      if (called !== undefined && !visit(called)) good = false;
    }
    path.pop();
    sound.set(id, good);
    if (good) order.push(id);
    return good;
  };
  for (const id of rules.keys()) visit(id);
  return order;
}

function circle(rules: readonly WrittenRule[]): Problem {
  const first = rules[0]!;
  const named = [...rules, first].map(({ id, name, place }) => `「${name ?? id}」（${place.file}:${place.line}）`);
  const zh = `规则互相引用，成了一个圈：${named.join(' → ')}。请去掉其中一处引用。`;
  const en = `Rules call each other in a circle: ${[...rules, first].map(({ id, place }) => `${id} (${place.file}:${place.line})`).join(' → ')}.`;
  return problemAt(first.place, 'cyclic-rules', zh, en);
}

/** The names that an expression calls: tables and rules alike. */
export function calledIn(syntax: Syntax, names: Set<string>): void {
  if (syntax.is === 'call') names.add(syntax.name);
  for (const part of Object.values(syntax) as unknown[]) {
    for (const one of Array.isArray(part) ? (part as unknown[]) : [part]) {
      if (one !== null && typeof one === 'object' && 'is' in one) calledIn(one as Syntax, names);
    }
  }
}
