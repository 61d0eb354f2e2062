import { isSeq, type Node } from 'yaml';
import type { CaseFile, RuleCase } from './pack.ts';
import type { Header } from './read-header.ts';
import type { YamlFile } from './yaml-reader.ts';

export function readCases(pack: string, header: Header, yaml: YamlFile, top: Node): CaseFile[] {
  const name = yaml.file.slice(yaml.file.lastIndexOf('/') + 1).replace(/\.cases\.yaml$/, '');
  let base: { [key: string]: unknown } = {};
  let defaults = { date: '', division: header.jurisdiction.code };
  let rule = name;
  let nodes: (Node | null)[];
  if (isSeq(top)) nodes = top.items as (Node | null)[];
  else {
    const entry = yaml.mapping(top, ['rule', 'date', 'division', 'base', 'cases'], '例子文件');
    if (!entry) return [];
    rule = entry.text('rule') ?? name;
    base = (entry.data('base') ?? {}) as { [key: string]: unknown };
    defaults = { date: entry.text('date') ?? '', division: entry.text('division') ?? header.jurisdiction.code };
    nodes = entry.list('cases');
  }
  const cases = nodes.flatMap((node): RuleCase[] => {
    const entry = yaml.mapping(node, ['name', 'date', 'division', 'facts', 'parameters', 'expect'], '例子');
    const expect = entry && yaml.mapping(entry.raw('expect'), ['verdict', 'because', 'missing', 'aims'], '期望');
    if (!entry || !expect) return [];
    return [
      {
        name: entry.required('name'),
        date: entry.text('date') ?? defaults.date,
        division: entry.text('division') ?? defaults.division,
        facts: overlay(base, (entry.data('facts') ?? {}) as { [key: string]: unknown }),
        parameters: (entry.data('parameters') ?? {}) as { [key: string]: unknown },
        expect: {
          verdict: expect.required('verdict'),
          because: expect.has('because') ? expect.texts('because') : null,
          missing: expect.has('missing') ? expect.texts('missing') : null,
          aims: (expect.data('aims') ?? null) as { [clause: string]: string } | null,
        },
        place: entry.place,
      },
    ];
  });
  return [{ rule, pack, cases, place: yaml.placeOf(top) }];
}

/** The base with one case's changes: `成员.0.参保: false` reaches into lists and records, anything else replaces. */
function overlay(base: { [key: string]: unknown }, changes: { [key: string]: unknown }): { [key: string]: unknown } {
  const made = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    let holder = made as { [key: string]: unknown };
    for (const step of steps.slice(0, -1)) {
      const next = Object.hasOwn(holder, step) ? holder[step] : undefined;
      if (next === null || typeof next !== 'object') holder[step] = {};
      holder = holder[step] as { [key: string]: unknown };
    }
    Object.defineProperty(holder, steps.at(-1)!, { value, enumerable: true, configurable: true, writable: true });
  }
  return made;
}
