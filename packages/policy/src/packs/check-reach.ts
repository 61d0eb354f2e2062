import type { Pack, Parameter, ParameterValue, Rule } from './pack.ts';
import { relativesOf } from './pack-relatives.ts';
import { type Problem, problemAt } from './problem.ts';
import { programsOf } from './rule-programs.ts';

/**
 * A parameter that has no value on any day on which the rule holds leaves it unknown for ever: its days are wrong, or
 * those of the rule. A value that is left open is one: an office will fill it.
 */
export function checkReach(pack: Pack, packs: ReadonlyMap<string, Pack>, problems: Problem[]): void {
  const visible = relativesOf(pack.key, packs).flatMap((key) => packs.get(key)!.parameters);
  for (const rule of pack.rules) {
    for (const name of new Set(programsOf(rule).flatMap((program) => program.parameters))) {
      const values = visible.filter((one) => one.name === name).flatMap((one: Parameter) => one.values);
      if (values.some((value) => meets(value, rule, pack))) continue;
      const first = values.map((value) => value.from).sort()[0];
      const until = rule.holdsUntil === null ? '起' : `至 ${rule.holdsUntil} `;
      const zh = `规则「${rule.title}」从 ${rule.holdsFrom} ${until}有效，参数「${name}」在这段时间里没有值（最早的从 ${first} 起）。请核对两边的日期。`;
      const en = `Rule ${rule.id} can never get ${name}: its first value holds from ${first}.`;
      problems.push(problemAt(rule.place, 'never-in-force', zh, en));
    }
  }
}

function meets(value: ParameterValue, rule: Rule, pack: Pack): boolean {
  const from = rule.holdsFrom > pack.inForce.from ? rule.holdsFrom : pack.inForce.from;
  return (value.until === null || value.until >= from) && (rule.holdsUntil === null || value.from <= rule.holdsUntil);
}
