import { isMap } from 'yaml';
import { callsOf } from '../columns/order-rules.ts';
import { parseFeel } from '../feel/parse-feel.ts';
import type { Callable } from '../feel/scope.ts';
import { checkRule } from './check-packs.ts';
import type { Library } from './library.ts';
import { linkRule } from './link-rule.ts';
import { resultOf, scopeFor, subjectOf } from './link-rules.ts';
import type { Rule } from './pack.ts';
import { type Problem, problemAt, refusalToProblem } from './problem.ts';
import { readFormula } from './read-formula.ts';
import { readRule } from './read-rule.ts';
import { namesSeenBy, widest } from './visible-names.ts';
import type { WrittenPack, WrittenRule } from './written.ts';
import { YamlFile } from './yaml-reader.ts';

/** 草稿: a rule file that lies in no pack yet, with all that is wrong with it. */
export interface RuleDraft {
  /** Null while it cannot be compiled. */
  readonly rule: Rule | null;
  /** In the order of lines. */
  readonly problems: readonly Problem[];
}

/**
 * Reads and checks one rule file as if it lay in a pack of the library, which stays as it is: quick enough to run while
 * somebody types. The rule may be bound by `Library.bind`, and judged.
 */
export function draftRule(library: Library, pack: string, text: string): RuleDraft {
  const problems: Problem[] = [];
  const rule = linkDraft(library, pack, text, problems);
  if (rule) {
    checkRule(library, rule, problems);
    checkCircle(library, rule, problems);
  }
  problems.sort((a, b) => a.line - b.line || a.column - b.column);
  return { rule, problems };
}

function linkDraft(library: Library, key: string, text: string, problems: Problem[]): Rule | null {
  const yaml = new YamlFile(`${key}/draft.yaml`, text, problems);
  const top = yaml.read();
  const pack = library.pack(key);
  const inForce = pack?.inForce.from ?? '';
  const written = isMap(top) ? (top.has('formula') ? readFormula(yaml, top, inForce) : readRule(yaml, top)) : [];
  if (!written[0] || !pack) {
    if (problems.length === 0) {
      const place = { file: yaml.file, line: 1, column: 1 };
      problems.push(problemAt(place, 'wrong-shape', '还没有规则。请从 rule 写起。', 'No rule yet: begin with `rule`.'));
    }
    return null;
  }
  const subject = subjectOf(written[0], library.schema, problems);
  if (!subject) return null;
  const others = new Map(library.packs.map((one): [string, WrittenPack] => [one.key, { ...one, rules: [] }]));
  const scope = scopeFor(
    subject,
    written[0],
    namesSeenBy(others.get(key)!, others, []),
    callables(library, written[0]),
  );
  return linkRule(
    written[0],
    key,
    subject,
    scope,
    library.schema,
    (feel) => refusalToProblem(feel.placeAt, problems, () => parseFeel(feel.text)),
    problems,
  );
}

/** Rules of any pack that have a name, each with what all its versions give. */
function callables(library: Library, draft: WrittenRule): Map<string, Callable> {
  const found = new Map<string, Callable & { readonly is: 'rule' }>();
  for (const rule of library.packs.flatMap((pack) => pack.rules)) {
    if (rule.name === null || rule.id === draft.id) continue;
    const before = found.get(rule.name);
    found.set(rule.name, { is: 'rule', entity: rule.subject, type: widest(before?.type, resultOf(rule)) });
  }
  return found;
}

/** A rule that is called by one it calls would never come to an end. */
function checkCircle(library: Library, draft: Rule, problems: Problem[]): void {
  const seen = new Set<string>();
  const reaches = (rule: Rule): boolean =>
    callsOf(rule).some(({ name }) => {
      const versions = library.packs.flatMap((pack) => pack.rules.filter((one) => one.name === name));
      if (versions.some((version) => version.id === draft.id)) return true;
      if (seen.has(name)) return false;
      seen.add(name);
      return versions.some(reaches);
    });
  if (!reaches(draft)) return;
  const zh = `规则「${draft.title}」引用的规则又引用了它，成了圆圈。请去掉其中一处引用。`;
  problems.push(problemAt(draft.place, 'cyclic-rules', zh, `${draft.id} calls a rule that calls it.`));
}
