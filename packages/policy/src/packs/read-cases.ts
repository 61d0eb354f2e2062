import { isSeq, type Node } from 'yaml';
import type { CaseFile, RuleCase } from './pack.ts';
import type { Header } from './read-header.ts';
import type { Mapping, YamlFile } from './yaml-reader.ts';

const EXPECTATIONS = ['verdict', 'suspicious', 'amount', 'value', 'message', 'because', 'missing', 'aims'];
const VERDICTS = ['met', 'unmet', 'unknown'] as const;

/** The examples beside a rule; `base` is what they all start from. */
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
    const expect = entry && yaml.mapping(entry.raw('expect'), EXPECTATIONS, '期望');
    if (!entry || !expect) return [];
    return [
      {
        name: entry.required('name'),
        date: entry.text('date') ?? defaults.date,
        division: entry.text('division') ?? defaults.division,
        facts: overlay(base, (entry.data('facts') ?? {}) as { [key: string]: unknown }),
        parameters: (entry.data('parameters') ?? {}) as { [key: string]: unknown },
        expect: {
          verdict: readVerdict(yaml, expect),
          amount: readNumber(yaml, expect),
          message: expect.text('message'),
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

/** `verdict` of a criterion or entitlement; `suspicious` (true, false, null) of a check. */
function readVerdict(yaml: YamlFile, expect: Mapping): string | null {
  if (expect.has('suspicious')) {
    const said = expect.data('suspicious');
    return said === null ? 'unknown' : said === true ? 'met' : 'unmet';
  }
  if (expect.has('verdict')) return expect.oneOf('verdict', VERDICTS);
  if (expect.has('amount') || expect.has('value')) return null;
  const zh = '期望里要写 verdict（达到与否）、suspicious（疑点）、amount 或 value（数额）中的至少一项。';
  yaml.report(expect.node, 'missing-key', zh, 'Expect a verdict, suspicious, an amount or a value.');
  return null;
}

/** `amount` of an entitlement, `value` of a quantity or formula; null is unknown. Undefined when nothing is expected. */
function readNumber(yaml: YamlFile, expect: Mapping): number | null | undefined {
  const key = expect.has('value') ? 'value' : 'amount';
  if (!expect.has(key)) return undefined;
  const said = expect.data(key);
  if (said === null || Number.isSafeInteger(said)) return said as number | null;
  const zh = `「${key}」应是整数（按规则的单位），算不出的写 null。`;
  yaml.report(expect.raw(key), 'wrong-shape', zh, `\`${key}\` is a whole number, or null for unknown.`);
  return undefined;
}

/** The base with one case's changes: `成员.0.参保: false` reaches into lists and records, anything else replaces. */
function overlay(base: { [key: string]: unknown }, changes: { [key: string]: unknown }): { [key: string]: unknown } {
  const made = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) {
    const steps = path.split('.');
    let holder = made as { [key: string]: unknown };
    for (const step of steps.slice(0, -1)) {
      let next = Object.hasOwn(holder, step) ? holder[step] : undefined;
      if (next === null || typeof next !== 'object') {
        next = {};
        put(holder, step, next);
      }
      holder = next as { [key: string]: unknown };
    }
    put(holder, steps.at(-1)!, value);
  }
  return made;
}

/** Also a key like `__proto__` becomes one of the record’s own. */
function put(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
