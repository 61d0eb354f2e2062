import { expect, test } from 'vitest';
import { buildLibrary, divisionChain, type Library, type PackFile, type Problem } from '../index.ts';
import { schoolSchema } from '../test-schema.ts';

/** A pack whose one rule asks for a class fund of so many fen. */
function pack(key: string, code: string, floor: number | null, more = 'inForce: { from: 2015-01-01 }\n'): PackFile[] {
  const clause = { id: `${key}/1`, ref: '一', quote: '班费', kind: 'criterion', subject: 'class' };
  return [
    {
      path: `${key}/pack.yaml`,
      text: `pack: ${key}\ntitle: ${key}\njurisdiction: { name: ${key}, code: '${code}' }\n${more}`,
    },
    { path: `${key}/clauses.json`, text: JSON.stringify({ document: { key, title: key }, clauses: [clause] }) },
    {
      path: `${key}/parameters/class.yaml`,
      text: `班费下限:\n  unit: 分/年\n  values: [{ from: 2015-01-01, value: ${floor}, clause: ${key}/1 }]\n`,
    },
    {
      path: `${key}/keep-class.yaml`,
      text: `rule: keep-class\ntitle: 班级保留\nsubject: class\nholdsFrom: 2015-01-01\nall:\n  - { title: 班费, clause: ${key}/1, feel: 班.班费 >= 班费下限 }\n`,
    },
  ];
}

const PLAN = 'inForce: { from: 2016-05-01 }\nsupersedes: [{ pack: decision, from: 2016-05-01 }]\n';
const problems: Problem[] = [];
const library = buildLibrary(
  [
    ...pack('decision', '420000', 100),
    ...pack('plan', '420000', 200, PLAN),
    ...pack('city', '420100', 300),
    ...pack('other', '430000', null),
  ],
  schoolSchema,
  problems,
);
const IN_THE_CITY = divisionChain(420116101201);
const ELSEWHERE = divisionChain(430121101201);

function lawUnder(key: string, chain = IN_THE_CITY, date = '2016-12-31', of: Library = library): unknown {
  const under = of.under(of.pack(key)!);
  const found = under.evaluator('keep-class', chain, date);
  const floor = under.parameter('班费下限', chain, date);
  return found.ok ? [found.value.rule.pack, floor.pack, floor.value] : found.refusal.code;
}

test('the document that is asked for speaks, whatever place the class is in', () => {
  expect(lawUnder('decision')).toEqual(['decision', 'decision', 100]);
  expect(lawUnder('plan')).toEqual(['plan', 'plan', 200]);
  expect(lawUnder('city', ELSEWHERE)).toEqual(['city', 'city', 300]);
});

test('asking so changes nothing of the law of the place', () => {
  lawUnder('decision');
  const own = library.evaluator('keep-class', IN_THE_CITY, '2016-12-31');
  expect(own.ok && own.value.rule.pack).toBe('city');
});

test('before its day a document has nothing to say, and what it rests on does not speak for it', () => {
  expect(lawUnder('plan', IN_THE_CITY, '2016-04-30')).toBe('no-rule');
  expect(lawUnder('plan', IN_THE_CITY, '2016-05-01')).toEqual(['plan', 'plan', 200]);
});

test('what is left open is filled by the jurisdiction of the document, and by own offices only within it', () => {
  const set = library.withSettings([
    { parameter: '班费下限', division: 430000000000, from: '2016-01-01', value: 7 },
    { parameter: '班费下限', division: 430121000000, from: '2016-01-01', value: 8 },
    { parameter: '班费下限', division: 420116000000, from: '2016-01-01', value: 9 },
  ]);
  expect(lawUnder('other', IN_THE_CITY, '2016-12-31', set)).toEqual(['other', 'other', 7]);
  expect(lawUnder('other', ELSEWHERE, '2016-12-31', set)).toEqual(['other', 'other', 8]);
});

test('places that are judged alike have one key of law, however far apart', () => {
  const under = library.under(library.pack('decision')!);
  expect(under.lawKey(ELSEWHERE)).toBe(under.lawKey(divisionChain(440121101201)));
  expect(library.lawKey(ELSEWHERE)).not.toBe(library.lawKey(IN_THE_CITY));
});
