import { parseCalendarDate, parseDivisionCode } from '@daohu/kernel';
import type { Evaluator } from '../explain/evaluator.ts';
import type { Verdict } from '../explain/explanation.ts';
import type { Value } from '../explain/frame.ts';
import { nearestNames } from '../feel/nearest-names.ts';
import type { FactRecord } from '../schema.ts';
import { differencesFrom } from './case-differences.ts';
import { CaseFacts } from './case-facts.ts';
import { divisionChain } from './division-chain.ts';
import { holdsOn } from './holds-on.ts';
import type { Library } from './library.ts';
import type { CaseFile, Pack, Parameter, RuleCase } from './pack.ts';
import { type Problem, problemAt } from './problem.ts';
import { cellName } from './resolved-table.ts';

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
  if (parseCalendarDate(date) === null || (one.division !== '0' && parseDivisionCode(one.division) === null)) {
    fail(`「${date}」不是日期，或「${one.division}」不是行政区划代码。`, `no such date or division.`);
    return result(null);
  }
  for (const name of Object.keys(one.parameters)) {
    if (isParameter(library, name)) continue;
    const near = nearestNames(name, new Set(library.packs.flatMap((other) => other.parameters.map((own) => own.name))));
    fail(`没有参数「${name}」。${near.length > 0 ? `是不是「${near.join('」「')}」？` : ''}`, `no parameter ${name}.`);
  }
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

/** A parameter, or one cell of a table: `学段资助标准(小学)`. */
function isParameter(library: Library, name: string): boolean {
  const inTable = ({ name: table, values }: Parameter): boolean =>
    values.some(({ cells }) => cells.some(({ categories }) => cellName(table, categories) === name));
  return library.packs.some((pack) => pack.parameters.some((one) => one.name === name || inTable(one)));
}
