import type { Field, IndexedSchema } from '../schema.ts';
import { callableOf, refuseUncalled, tableRead, verdictRead } from './check-calls.ts';
import {
  aggregate,
  aggregateList,
  arithmetic,
  comparable,
  eitherNumber,
  literalNumber,
  negation,
  node,
  numberType,
  ordered,
  rounding,
} from './check-numbers.ts';
import { parseFeel } from './parse-feel.ts';
import type { Scope } from './scope.ts';
import type { CompareOp, Syntax } from './syntax.ts';
import type { CallRead, ListType, Node, NumberType, Program, RecordType, ReferenceRead, Type } from './tree.ts';
import { nameOfType, refuse, refuseName, refuseType } from './type-refusal.ts';
import { parseUnit } from './unit.ts';

const BOOLEAN: Type = { is: 'boolean' };

/** Reads and types one expression; throws `FeelRefused` at the first thing that cannot stand. */
export function checkFeel(text: string, scope: Scope, schema: IndexedSchema): Program {
  return checkSyntax(text, parseFeel(text), scope, schema);
}

/** As `checkFeel`, for text that is already read. */
export function checkSyntax(text: string, syntax: Syntax, scope: Scope, schema: IndexedSchema): Program {
  const checker = new Checker(scope, schema);
  const tree = checker.check(syntax);
  const { parameters, references, calls, slots } = checker;
  return { text, tree, parameters, references, calls, slots };
}

class Checker {
  readonly parameters: string[] = [];
  readonly references: ReferenceRead[] = [];
  readonly calls: CallRead[] = [];
  slots: number;
  private readonly scope: Scope;
  private readonly schema: IndexedSchema;
  private readonly variables = new Map<string, { slot: number; type: Type }>();

  constructor(scope: Scope, schema: IndexedSchema) {
    this.scope = scope;
    this.schema = schema;
    for (const [slot, variable] of scope.variables.entries()) {
      this.variables.set(variable.name, { slot, type: variable.type });
    }
    this.slots = scope.variables.length;
  }

  check(syntax: Syntax): Node {
    switch (syntax.is) {
      case 'number':
        return node(syntax, literalNumber(syntax.value), { is: 'literal', value: syntax.value });
      case 'boolean':
        return node(syntax, BOOLEAN, { is: 'literal', value: syntax.value });
      case 'text':
        return node(syntax, { is: 'text' }, { is: 'literal', value: syntax.value });
      case 'date':
        return node(syntax, { is: 'date' }, { is: 'literal', value: syntax.value });
      case 'null':
        return refuse(
          'null-literal',
          syntax,
          'null 只能写在 = 或 != 的右边，表示“缺值”。',
          '`null` stands only right of = and !=.',
        );
      case 'name':
        return this.name(syntax);
      case 'path':
        return this.path(syntax);
      case 'call':
        return this.call(syntax);
      case 'negate':
        return negation(syntax, this.check(syntax.of));
      case 'arithmetic':
        return arithmetic(syntax, syntax.op, this.check(syntax.left), this.check(syntax.right));
      case 'compare':
        return this.compare(syntax);
      case 'between': {
        const of = this.check(syntax.of);
        const low = this.check(syntax.low);
        const high = this.check(syntax.high);
        ordered(syntax, of, low);
        ordered(syntax, of, high);
        return node(syntax, BOOLEAN, { is: 'between', of, low, high });
      }
      case 'and':
      case 'or':
        return node(syntax, BOOLEAN, { is: syntax.is, parts: syntax.parts.map((part) => this.boolean(part)) });
      case 'not':
        return node(syntax, BOOLEAN, { is: 'not', of: this.boolean(syntax.of) });
      case 'if':
        return this.choice(syntax);
      case 'every':
      case 'some':
        return this.inLoop(syntax, (slot, list) => {
          const body = this.boolean(syntax.body);
          return node(syntax, BOOLEAN, { is: syntax.is, name: syntax.name, slot, list, body });
        });
      case 'for':
        return this.inLoop(syntax, (slot, list) => {
          const body = this.check(syntax.body);
          const type: ListType = { ...(list.type as ListType), of: body.type };
          return node(syntax, type, { is: 'for', name: syntax.name, slot, list, body });
        });
      case 'aggregate':
        return aggregate(
          syntax,
          syntax.items.map((item) => this.check(item)),
          syntax.fn,
        );
      case 'aggregateList': {
        const list = this.check(syntax.list);
        if (list.type.is === 'list') return aggregateList(syntax, list, list.type, syntax.fn);
        if (syntax.fn !== 'count') return aggregate(syntax, [list], syntax.fn);
        return refuse('wrong-type', list, `count( ) 里应是名单${this.exampleOfList()}。`, 'count() takes a list.');
      }
      case 'round': {
        const denominator = syntax.denominator && this.check(syntax.denominator);
        return rounding(syntax, syntax.mode, this.check(syntax.numerator), denominator);
      }
    }
  }

  private name(syntax: Syntax & { is: 'name' }): Node {
    const variable = this.variables.get(syntax.name);
    if (variable) return node(syntax, variable.type, { is: 'variable', name: syntax.name, slot: variable.slot });
    const input = this.scope.inputs?.fields.get(syntax.name);
    if (input) return this.input(syntax, input);
    const type = this.scope.parameter(syntax.name);
    if (type)
      return node(syntax, type, { is: 'parameter', name: syntax.name, slot: slotOf(this.parameters, syntax.name) });
    const callable = this.scope.callables?.get(syntax.name);
    if (callable) refuseUncalled(syntax, callable);
    const inputs = this.scope.inputs?.fields.keys() ?? [];
    const known = [...this.variables.keys(), ...inputs, ...this.scope.parameterNames()].filter((name) => name !== '');
    return refuseName('unknown-name', syntax, syntax.name, known);
  }

  /** An input of a formula is a field of its nameless subject. */
  private input(syntax: Syntax & { is: 'name' }, field: Field): Node {
    const subject = this.scope.variables[0]!;
    const of = node(syntax, subject.type, { is: 'variable', name: subject.name, slot: 0 });
    return node(syntax, typeOfField(field), { is: 'field', of, field, path: syntax.name, yearOffset: 0 });
  }

  private call(syntax: Syntax & { is: 'call' }): Node {
    const callable = callableOf(syntax, this.scope);
    const given = syntax.given.map((one) => this.check(one));
    if (callable.is === 'table') return tableRead(syntax, callable, slotOf(this.parameters, syntax.name), given);
    let slot = this.calls.findIndex((one) => one.name === syntax.name);
    if (slot < 0) slot = this.calls.push({ name: syntax.name, entity: callable.entity.key }) - 1;
    return verdictRead(syntax, callable, slot, given);
  }

  private path(syntax: Syntax & { is: 'path' }): Node {
    const of = this.check(syntax.of);
    if (of.type.is !== 'record') {
      const zh =
        of.type.is === 'list'
          ? `「.${syntax.name}」前面是一份名单。请写「every 人 in … satisfies 人.${syntax.name}」或「sum(for 人 in … return 人.${syntax.name})」。`
          : `「.${syntax.name}」前面是${nameOfType(of.type)}，没有下级数据项。`;
      return refuse('not-a-record', syntax, zh, `\`.${syntax.name}\` follows a ${of.type.is}.`);
    }
    const { entity, yearOffset, level } = of.type;
    const path = `${pathOf(of)}.${syntax.name}`;
    const field = entity.fields.get(syntax.name);
    if (field?.series !== undefined && level !== undefined) {
      const read: ReferenceRead = { series: field.series, level, yearOffset, field };
      const slot = this.references.push(read) - 1;
      return node(syntax, typeOfField(field), { is: 'reference', slot, path, read });
    }
    if (field) return node(syntax, typeOfField(field), { is: 'field', of, field, path, yearOffset });
    const relation = entity.relations.get(syntax.name);
    if (!relation) {
      return refuseName(
        'unknown-field',
        syntax.nameSpan,
        syntax.name,
        [...entity.fields.keys(), ...entity.relations.keys()],
        entity.ruleName,
      );
    }
    const to = this.schema.byKey.get(relation.to)!;
    const years = relation.kind === 'yearBefore' ? yearOffset - 1 : yearOffset;
    const divisionLevel =
      to.schema.level !== undefined && (relation.kind === 'division' || level !== undefined)
        ? to.schema.level
        : undefined;
    const record: RecordType = {
      is: 'record',
      entity: to,
      yearOffset: years,
      ...(divisionLevel && { level: divisionLevel }),
    };
    const type: Type =
      relation.kind === 'many'
        ? { is: 'list', of: record, maxCount: relation.maxCount ?? 1_000_000, unit: parseUnit(relation.unit ?? '') }
        : record;
    return node(syntax, type, { is: 'relation', of, relation, path, yearOffset });
  }

  private compare(syntax: Syntax & { is: 'compare' }): Node {
    const equality = syntax.op === '=' || syntax.op === '!=';
    if (syntax.right.is === 'null' && equality) {
      const of = this.check(syntax.left);
      return node(syntax, BOOLEAN, { is: 'isMissing', of, negated: syntax.op === '!=' });
    }
    const left = this.check(syntax.left);
    const right = this.check(syntax.right);
    const code = codeComparison(left, right) ?? codeComparison(right, left);
    if (code && equality) return this.codeIs(syntax, code.code, code.label);
    if (equality) comparable(syntax, left, right);
    else ordered(syntax, left, right);
    return node(syntax, BOOLEAN, { is: 'compare', op: syntax.op as CompareOp, left, right });
  }

  private codeIs(syntax: Syntax & { is: 'compare' }, code: Node, literal: Node): Node {
    const label = (literal as { value: unknown }).value as string;
    const field = (code.type as { field: Field }).field;
    const keys = field.keysByLabel.get(label);
    if (!keys) refuseName('unknown-code', literal, label, field.keysByLabel.keys(), field.ruleName);
    return node(syntax, BOOLEAN, { is: 'codeIs', of: code, keys: keys!, label, negated: syntax.op === '!=' });
  }

  private choice(syntax: Syntax & { is: 'if' }): Node {
    const test = this.boolean(syntax.test);
    const yes = this.check(syntax.yes);
    const no = this.check(syntax.no);
    comparable(syntax, yes, no);
    const bothNumbers = yes.type.is === 'number' && no.type.is === 'number';
    const type = bothNumbers ? eitherNumber(syntax, yes.type, no.type as NumberType) : yes.type;
    return node(syntax, type, { is: 'if', test, yes, no });
  }

  private exampleOfList(): string {
    for (const { ruleName, relations } of this.schema.byKey.values()) {
      for (const relation of relations.values()) {
        if (relation.kind === 'many') return `，例如「${ruleName}.${relation.ruleName}」`;
      }
    }
    return '';
  }

  private inLoop(syntax: Syntax & { is: 'every' | 'some' | 'for' }, make: (slot: number, list: Node) => Node): Node {
    const list = this.check(syntax.list);
    if (list.type.is !== 'list')
      refuse('wrong-type', list, `「in」后面应是名单${this.exampleOfList()}。`, 'After `in` stands a list.');
    const taken =
      this.variables.has(syntax.name) ||
      this.scope.parameter(syntax.name) ||
      this.scope.callables?.has(syntax.name) ||
      this.scope.inputs?.fields.has(syntax.name);
    if (taken) {
      refuse(
        'shadowing',
        syntax.nameSpan,
        `「${syntax.name}」已经有别的意思，请换一个名字。`,
        `\`${syntax.name}\` is taken.`,
      );
    }
    const slot = this.slots++;
    this.variables.set(syntax.name, { slot, type: (list.type as ListType).of });
    const made = make(slot, list);
    this.variables.delete(syntax.name);
    return made;
  }

  private boolean(syntax: Syntax): Node {
    const made = this.check(syntax);
    if (made.type.is !== 'boolean') refuseType(made, '是/否');
    return made;
  }
}

function slotOf(names: string[], name: string): number {
  const slot = names.indexOf(name);
  return slot < 0 ? names.push(name) - 1 : slot;
}

function codeComparison(code: Node, literal: Node): { code: Node; label: Node } | null {
  return code.type.is === 'code' && literal.is === 'literal' && literal.type.is === 'text'
    ? { code, label: literal }
    : null;
}

export function typeOfField(field: Field): Type {
  switch (field.type) {
    case 'boolean':
      return BOOLEAN;
    case 'integer':
      return numberType(field.parsedUnit, field.low, field.high);
    case 'code':
      return { is: 'code', field };
    case 'date':
      return { is: 'date' };
    case 'text':
      return { is: 'text' };
  }
}

function pathOf(made: Node): string {
  return made.is === 'field' || made.is === 'relation' || made.is === 'reference'
    ? made.path
    : made.is === 'variable'
      ? made.name
      : '…';
}
