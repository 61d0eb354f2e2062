import type { Evaluator } from '../explain/evaluator.ts';
import type { Verdict } from '../explain/explanation.ts';
import type { Value } from '../explain/frame.ts';
import type { FactRecord } from '../schema.ts';
import { differencesFrom } from './case-differences.ts';
import { CaseFacts } from './case-facts.ts';
import { divisionChain } from './division-chain.ts';
import { holdsOn } from './holds-on.ts';
import type { Library } from './library.ts';
import type { CaseFile, Pack, RuleCase } from './pack.ts';
import { type Problem, problemAt } from './problem.ts';

export interface CaseResult {
  readonly pack: string;
  readonly rule: string;
  readonly name: string;
  readonly verdict: Verdict | null;
  readonly problems: readonly Problem[];
}

/** One example as it was run: the facts as records, and the rule bound to its place, day and parameters. */
export interface CaseRun {
  readonly pack: Pack;
  readonly file: CaseFile;
  readonly example: RuleCase;
  readonly evaluator: Evaluator;
  /** With the figures and parameters of the example. */
  readonly library: Library;
  readonly facts: FactRecord;
}

/** Runs the examples of all packs, each under the law of its own division and day. `onRun` hears each that could be run. */
export function runCases(library: Library, onRun?: (run: CaseRun) => void): CaseResult[] {
  return library.packs.flatMap((pack) =>
    pack.cases.flatMap((file) => file.cases.map((one) => runCase(library, pack, file, one, onRun))),
  );
}

function runCase(
  library: Library,
  pack: Pack,
  file: CaseFile,
  one: RuleCase,
  onRun: ((run: CaseRun) => void) | undefined,
): CaseResult {
  const problems: Problem[] = [];
  const fail = (zh: string, en: string): void => {
    problems.push(problemAt(one.place, 'case-fails', `例子「${one.name}」：${zh}`, `Case "${one.name}": ${en}`));
  };
  const result = (verdict: Verdict | null): CaseResult => ({
    pack: pack.key,
    rule: file.rule,
    name: one.name,
    verdict,
    problems,
  });
  const versions = pack.rules.filter((candidate) => candidate.id === file.rule);
  const holding = versions.find((version) => one.date === '' || holdsOn(version, one.date));
  const rule = holding ?? versions[0];
  if (!rule && pack.brokenRules.includes(file.rule)) return result(null);
  if (!rule) {
    fail(`政策包里没有规则「${file.rule}」。`, `no rule ${file.rule} in the pack.`);
    return result(null);
  }
  const date = one.date || rule.holdsFrom;
  const chain = divisionChain(Number(one.division.padEnd(12, '0')));
  const reader = new CaseFacts(library.schema, Number(date.slice(0, 4)), chain, fail);
  const facts = reader.record(rule.subject, one.facts, 0, rule.subject.schema.level);
  const changed = library.withFigures(reader.figures).withChanges(one.parameters as Record<string, Value>);
  const found = changed.evaluator(file.rule, chain, date);
  if (!found.ok || found.value.rule !== rule) {
    const zh = `${date} 在 ${one.division} 适用的不是这个政策包的规则。请改例子的日期或地区。`;
    fail(zh, `another pack’s rule holds on ${date} in ${one.division}.`);
    return result(null);
  }
  onRun?.({ pack, file, example: one, evaluator: found.value, library: changed, facts });
  const verdict = found.value.judge(facts);
  for (const { zh, en } of differencesFrom(one.expect, verdict)) fail(zh, en);
  return result(verdict);
}
