import * as fs from 'node:fs';
import * as path from 'node:path';
import { type ExpressionType, evaluateExpression, REFUSALS } from '@daohu/policy';
import { childNamed, childrenNamed, type Element, readXml } from './read-xml.ts';

/** How one expected result of the suite fared. */
export interface CaseOutcome {
  readonly folder: string;
  readonly test: string;
  readonly text: string;
  readonly outcome: 'passed' | 'refused' | 'wrong' | 'no-expression';
  /** The code of a refusal, or why the case holds no expression on its own. */
  readonly why: string;
  readonly expected: unknown;
  readonly given: unknown;
}

/** A result that is not one expression: a table, an invocation, a service, a type of the model. */
class NoExpression extends Error {}
class Refused extends Error {}

const TYPES: Readonly<Record<string, ExpressionType>> = {
  number: 'number',
  string: 'text',
  boolean: 'boolean',
  date: 'date',
};
const XSD: Readonly<Record<string, ExpressionType>> = {
  ...TYPES,
  ...{ decimal: 'number', double: 'number', integer: 'number', int: 'number', long: 'number' },
};

/**
 * Runs every expected result of a folder of the DMN conformance suite (`…/compliance-level-3/0016-some-every/*.dmn` and
 * its `*.xml`) whose decision is a literal expression, with the decisions before it as its values.
 */
export function driveSuite(root: string): CaseOutcome[] {
  const folders = fs
    .readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.xml'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  return folders.flatMap((file) => {
    const tests = readXml(fs.readFileSync(file, 'utf8'));
    const modelName = childNamed(tests, 'modelName')?.text.trim();
    const model = modelName && path.join(path.dirname(file), modelName);
    if (tests.name !== 'testCases' || !model || !fs.existsSync(model)) return [];
    const suite = new Model(readXml(fs.readFileSync(model, 'utf8')));
    return childrenNamed(tests, 'testCase').flatMap((test) => suite.run(path.basename(path.dirname(file)), test));
  });
}

class Model {
  private readonly decisions = new Map<string, Element>();
  private readonly inputs = new Map<string, Element>();

  constructor(root: Element) {
    for (const decision of childrenNamed(root, 'decision'))
      this.decisions.set(decision.attributes.get('id')!, decision);
    for (const input of childrenNamed(root, 'inputData')) this.inputs.set(input.attributes.get('id')!, input);
  }

  run(folder: string, test: Element): CaseOutcome[] {
    const given = new Map(childrenNamed(test, 'inputNode').map((node) => [node.attributes.get('name')!, node]));
    return childrenNamed(test, 'resultNode').map((node) => {
      const name = node.attributes.get('name')!;
      const decision = [...this.decisions.values()].find((one) => one.attributes.get('name') === name);
      const text = childNamed(childNamed(decision, 'literalExpression'), 'text')?.text ?? '';
      const expected = readValue(childNamed(node, 'expected')).value;
      const common = { folder, test: `${test.attributes.get('id')} ${name}`, text, expected };
      try {
        if (!decision || test.attributes.get('type') === 'decisionService') throw new NoExpression('service');
        const value = this.decide(decision, given);
        const outcome = sameValue(value, expected) ? 'passed' : 'wrong';
        return { ...common, outcome, why: '', given: value };
      } catch (error) {
        if (error instanceof Refused) return { ...common, outcome: 'refused', why: error.message, given: null };
        if (error instanceof NoExpression)
          return { ...common, outcome: 'no-expression', why: error.message, given: null };
        throw error;
      }
    });
  }

  private decide(decision: Element, given: ReadonlyMap<string, Element>): unknown {
    const literal = childNamed(decision, 'literalExpression');
    if (!literal) throw new NoExpression('no literal expression');
    const values: Record<string, unknown> = {};
    const types: Record<string, ExpressionType> = {};
    for (const requirement of childrenNamed(decision, 'informationRequirement')) {
      const [reference] = requirement.children;
      const id = reference?.attributes.get('href')?.replace(/^.*#/, '') ?? '';
      const before = this.decisions.get(id);
      const input = this.inputs.get(id);
      const source = before ?? input;
      if (!source) throw new NoExpression('a requirement of another model');
      const name = source.attributes.get('name')!;
      const read = before ? { value: this.decide(before, given), type: null } : readValue(given.get(name));
      values[name] = read.value;
      const type = read.type ?? typeOf(source);
      if (type) types[name] = type;
    }
    const asked = childNamed(decision, 'variable')?.attributes.get('typeRef') ?? 'Any';
    const result = typeOf(decision);
    const outcome = evaluateExpression(childNamed(literal, 'text')?.text ?? '', {
      values,
      types,
      strictlyStandard: true,
      ...(result && { result }),
    });
    if (!outcome.ok) {
      if (!Object.hasOwn(REFUSALS, outcome.refusal.code)) throw new Error(`${outcome.refusal.code} is not documented`);
      throw new Refused(outcome.refusal.code);
    }
    if (!result && asked !== 'Any') throw new NoExpression(`conversion to the type ${asked} of the model`);
    return outcome.value;
  }
}

function typeOf(element: Element): ExpressionType | null {
  const reference = childNamed(element, 'variable')?.attributes.get('typeRef') ?? '';
  return TYPES[reference.replace(/^.*[:.]/, '')] ?? null;
}

function readValue(element: Element | undefined): { readonly value: unknown; readonly type: ExpressionType | null } {
  const list = childNamed(element, 'list');
  if (list) return { value: childrenNamed(list, 'item').map((item) => readValue(item).value), type: null };
  const fields = childrenNamed(element, 'component');
  if (fields.length > 0) {
    const entries = fields.map((field) => [field.attributes.get('name')!, readValue(field).value]);
    return { value: Object.fromEntries(entries), type: null };
  }
  const value = childNamed(element, 'value');
  if (!value || value.attributes.get('nil') === 'true') return { value: null, type: null };
  const written = value.attributes.get('type')?.replace(/^.*:/, '') ?? '';
  const type = XSD[written];
  if (type === 'number') return { value: Number(value.text), type };
  if (type === 'boolean') return { value: value.text.trim() === 'true', type };
  if (type === 'text') return { value: value.text, type };
  if (type === 'date') return { value: value.text.trim(), type };
  if (written === '') return { value: value.text === '' ? null : value.text, type: null };
  // Times and durations: no value of ours is equal to one, and an expression that names one is refused.
  return { value: Symbol(written), type: null };
}

function sameValue(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) < 1e-8 : a === b;
}
