import type { Field, IndexedSchema } from '../schema.ts';
import { nearestNames } from './nearest-names.ts';
import { parseFeel } from './parse-feel.ts';
import { FeelRefused, type RefusalCode } from './refusal.ts';
import type { Scope } from './scope.ts';
import type { CompareOp, Span, Syntax } from './syntax.ts';
import type {
  CallRead,
  ListType,
  Node,
  NodeShape,
  NumberType,
  Program,
  RecordType,
  ReferenceRead,
  Type,
} from './tree.ts';
import { formatUnit, missingFactor, NO_UNIT, parseUnit, perUnit, timesUnit, type Unit, unitsMeet } from './unit.ts';

const BOOLEAN: Type = { is: 'boolean' };
const SAFE = Number.MAX_SAFE_INTEGER;

/** Reads and types one expression; throws `FeelRefused` at the first thing that cannot stand. */
export function checkFeel(text: string, scope: Scope, schema: IndexedSchema): Program {
  const checker = new Checker(scope, schema);
  const tree = checker.check(parseFeel(text));
  return {
    text,
    tree,
    parameters: checker.parameters,
    references: checker.references,
    calls: checker.calls,
    slots: checker.slots,
  };
}

/** As `checkFeel`, for a condition: the expression must be a yes or no. */
export function checkCondition(text: string, scope: Scope, schema: IndexedSchema): Program {
  const program = checkFeel(text, scope, schema);
  if (program.tree.type.is === 'boolean') return program;
  const zh = `条件的结果应是“是/否”，这里是${nameOfType(program.tree.type)}。`;
  throw new FeelRefused('wrong-type', program.tree, zh, 'A condition is a yes or no.');
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
      case 'negate': {
        const of = this.number(syntax.of);
        const type = of.type as NumberType;
        return node(syntax, { ...type, factors: [], low: -type.high, high: -type.low }, { is: 'negate', of });
      }
      case 'arithmetic':
        return this.arithmetic(syntax);
      case 'compare':
        return this.compare(syntax);
      case 'between': {
        const of = this.check(syntax.of);
        const low = this.check(syntax.low);
        const high = this.check(syntax.high);
        this.ordered(syntax, of, low);
        this.ordered(syntax, of, high);
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
      case 'aggregate': {
        const items = syntax.items.map((item) => this.check(item));
        return this.aggregate(syntax, items, { is: 'aggregate', fn: syntax.fn, items });
      }
      case 'aggregateList': {
        const list = this.check(syntax.list);
        if (list.type.is !== 'list') {
          const alone = syntax.fn === 'count' ? null : [list];
          if (alone) return this.aggregate(syntax, alone, { is: 'aggregate', fn: syntax.fn, items: alone });
          return refuse('wrong-type', list, 'count( ) 里应是名单，例如「户.成员」。', 'count() takes a list.');
        }
        return this.aggregateOver(syntax, list, list.type);
      }
      case 'round':
        return this.round(syntax);
    }
  }

  private name(syntax: Syntax & { is: 'name' }): Node {
    const variable = this.variables.get(syntax.name);
    if (variable) return node(syntax, variable.type, { is: 'variable', name: syntax.name, slot: variable.slot });
    const type = this.scope.parameter(syntax.name);
    if (type) {
      let slot = this.parameters.indexOf(syntax.name);
      if (slot < 0) slot = this.parameters.push(syntax.name) - 1;
      return node(syntax, type, { is: 'parameter', name: syntax.name, slot });
    }
    return refuseName('unknown-name', syntax, syntax.name, [...this.variables.keys(), ...this.scope.parameterNames()]);
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

  private arithmetic(syntax: Syntax & { is: 'arithmetic' }): Node {
    const left = this.number(syntax.left);
    const right = this.number(syntax.right);
    const a = left.type as NumberType;
    const b = right.type as NumberType;
    const shape: NodeShape = { is: 'arithmetic', op: syntax.op, left, right };
    if (syntax.op === '*') {
      const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((n) =>
        Number.isNaN(n) ? 0 : n,
      );
      const factors = [...factorsOf(left, a), ...factorsOf(right, b)];
      const type = numberType(
        timesUnit(a.unit, b.unit),
        Math.min(...corners),
        Math.max(...corners),
        a.free && b.free,
        factors,
      );
      return this.within(node(syntax, type, shape));
    }
    this.unitsAgree(syntax, a, b);
    const [low, high] = syntax.op === '+' ? [a.low + b.low, a.high + b.high] : [a.low - b.high, a.high - b.low];
    return this.within(node(syntax, numberType(a.free ? b.unit : a.unit, low, high, a.free && b.free), shape));
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
    if (equality) this.comparable(syntax, left, right);
    else this.ordered(syntax, left, right);
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
    this.comparable(syntax, yes, no);
    let type: Type = yes.type;
    if (yes.type.is === 'number' && no.type.is === 'number') {
      const [a, b] = [yes.type, no.type];
      type = numberType(a.free ? b.unit : a.unit, Math.min(a.low, b.low), Math.max(a.high, b.high), a.free && b.free);
    }
    return node(syntax, type, { is: 'if', test, yes, no });
  }

  private inLoop(syntax: Syntax & { is: 'every' | 'some' | 'for' }, make: (slot: number, list: Node) => Node): Node {
    const list = this.check(syntax.list);
    if (list.type.is !== 'list')
      refuse('wrong-type', list, '「in」后面应是名单，例如「户.成员」。', 'After `in` stands a list.');
    if (this.variables.has(syntax.name) || this.scope.parameter(syntax.name)) {
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

  private aggregate(syntax: Span, items: readonly Node[], shape: NodeShape & { is: 'aggregate' }): Node {
    if (shape.fn === 'count') return node(syntax, numberType(NO_UNIT, items.length, items.length), shape);
    const first = items[0];
    if (!first) return refuse('wrong-arguments', syntax, `${shape.fn}( ) 里没有内容。`, `${shape.fn}() of nothing.`);
    if (shape.fn !== 'sum' && first.type.is === 'date') {
      for (const item of items) this.comparable(syntax, first, item);
      return node(syntax, first.type, shape);
    }
    let unit: Unit = NO_UNIT;
    let free = true;
    const types = items.map((item) => {
      if (item.type.is !== 'number') refuseType(item, '数');
      const type = item.type as NumberType;
      if (!free) this.unitsAgree(syntax, numberType(unit, 0, 0), type);
      if (!type.free) [unit, free] = [type.unit, false];
      return type;
    });
    const lows = types.map((type) => type.low);
    const highs = types.map((type) => type.high);
    const low =
      shape.fn === 'sum' ? lows.reduce((a, b) => a + b, 0) : shape.fn === 'min' ? Math.min(...lows) : Math.max(...lows);
    const high =
      shape.fn === 'sum'
        ? highs.reduce((a, b) => a + b, 0)
        : shape.fn === 'min'
          ? Math.min(...highs)
          : Math.max(...highs);
    return this.within(node(syntax, numberType(unit, low, high, free), shape));
  }

  private aggregateOver(syntax: Syntax & { is: 'aggregateList' }, list: Node, type: ListType): Node {
    const shape: NodeShape = { is: 'aggregateList', fn: syntax.fn, list };
    if (syntax.fn === 'count') return node(syntax, numberType(type.unit, 0, type.maxCount), shape);
    if (syntax.fn !== 'sum' && type.of.is === 'date') return node(syntax, type.of, shape);
    if (type.of.is !== 'number') refuseType(list, '数的名单');
    const item = type.of as NumberType;
    if (syntax.fn !== 'sum') return node(syntax, { ...item, factors: [] }, shape);
    const low = Math.min(0, item.low * type.maxCount);
    return this.within(
      node(syntax, numberType(item.unit, low, Math.max(0, item.high * type.maxCount), item.free), shape),
    );
  }

  private round(syntax: Syntax & { is: 'round' }): Node {
    const numerator = this.number(syntax.numerator);
    const a = numerator.type as NumberType;
    if (!syntax.denominator)
      return node(syntax, { ...a, factors: [] }, { is: 'round', mode: syntax.mode, numerator, denominator: null });
    const denominator = this.number(syntax.denominator);
    const b = denominator.type as NumberType;
    // A whole number is at least 1 away from zero, so a quotient is never larger than its numerator.
    const widest = Math.max(Math.abs(a.low), Math.abs(a.high));
    const low = a.low >= 0 && b.low >= 0 ? 0 : -widest;
    const type = numberType(perUnit(a.unit, b.unit), low, widest, a.free && b.free);
    return node(syntax, type, { is: 'round', mode: syntax.mode, numerator, denominator });
  }

  private number(syntax: Syntax): Node {
    const made = this.check(syntax);
    if (made.type.is !== 'number') refuseType(made, '数');
    return made;
  }

  private boolean(syntax: Syntax): Node {
    const made = this.check(syntax);
    if (made.type.is !== 'boolean') refuseType(made, '是/否');
    return made;
  }

  private comparable(at: Span, left: Node, right: Node): void {
    if (left.type.is !== right.type.is || left.type.is === 'record' || left.type.is === 'list') {
      const zh = `${nameOfType(left.type)}与${nameOfType(right.type)}不能比较。`;
      refuse('wrong-type', at, zh, `A ${left.type.is} cannot meet a ${right.type.is}.`);
    }
    if (left.type.is === 'number') this.unitsAgree(at, left.type, right.type as NumberType, left, right);
  }

  private ordered(at: Span, left: Node, right: Node): void {
    this.comparable(at, left, right);
    if (left.type.is === 'number' || left.type.is === 'date') return;
    refuse(
      'wrong-type',
      at,
      `${nameOfType(left.type)}没有大小，只能用 = 或 !=。`,
      `A ${left.type.is} has no order: use = or !=.`,
    );
  }

  private unitsAgree(at: Span, a: NumberType, b: NumberType, left?: Node, right?: Node): void {
    if (a.free || b.free) return;
    const factorsOfA = left ? factorsOf(left, a) : a.factors;
    const factorsOfB = right ? factorsOf(right, b) : b.factors;
    if (unitsMeet(a.unit, factorsOfA, b.unit, factorsOfB)) return;
    const fix = missingFactor(a.unit, b.unit);
    const hint = fix ? `请在${fix.side === 'left' ? '左' : '右'}边乘以 ${fix.factor}。` : '请检查数据项和参数的单位。';
    const en = fix ? ` Multiply the ${fix.side} side by ${fix.factor}.` : '';
    const zh = `单位不同：左边是「${formatUnit(a.unit)}」，右边是「${formatUnit(b.unit)}」。${hint}`;
    refuse('wrong-unit', at, zh, `Units differ: ${formatUnit(a.unit)} and ${formatUnit(b.unit)}.${en}`);
  }

  private within(made: Node): Node {
    const type = made.type as NumberType;
    if (type.low >= -SAFE && type.high <= SAFE) return made;
    const zh = '结果可能超出能精确表示的整数（2 的 53 次方）。请给数据项或参数填写取值范围，或换用较大的单位。';
    return refuse('overflow', made, zh, 'The result could exceed 2^53: declare ranges or use a larger unit.');
  }
}

function node(at: Span, type: Type, shape: NodeShape): Node {
  return { from: at.from, to: at.to, type, ...shape };
}

function numberType(unit: Unit, low: number, high: number, free = false, factors: readonly number[] = []): NumberType {
  return { is: 'number', unit, free, factors, low, high };
}

function literalNumber(value: number): NumberType {
  return numberType(NO_UNIT, value, value, true);
}

function factorsOf(made: Node, type: NumberType): readonly number[] {
  return made.is === 'literal' && typeof made.value === 'number' ? [made.value] : type.factors;
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

export function nameOfType(type: Type): string {
  switch (type.is) {
    case 'boolean':
      return '“是/否”';
    case 'number':
      return `数（${formatUnit(type.unit)}）`;
    case 'code':
      return `代码「${type.field.ruleName}」`;
    case 'text':
      return '文字';
    case 'date':
      return '日期';
    case 'record':
      return `一个${type.entity.schema.label ?? type.entity.ruleName}`;
    case 'list':
      return '一份名单';
    case 'null':
      return '缺值';
  }
}

function refuseType(made: Node, wanted: string): never {
  return refuse(
    'wrong-type',
    made,
    `这里应是${wanted}，写的是${nameOfType(made.type)}。`,
    `Expected another type than ${made.type.is}.`,
  );
}

function refuseName(code: RefusalCode, at: Span, name: string, known: Iterable<string>, owner?: string): never {
  const nearest = nearestNames(name, known);
  const where = owner ? `「${owner}」没有「${name}」` : `没有叫「${name}」的数据项或参数`;
  const zh = `${where}。${nearest.length > 0 ? `是不是「${nearest.join('」「')}」？` : '请先在字典或参数文件里登记。'}`;
  const en = `Unknown ${owner ? `${owner}.` : ''}${name}.${nearest.length > 0 ? ` Did you mean ${nearest.join(', ')}?` : ''}`;
  return refuse(code, at, zh, en);
}

function refuse(code: RefusalCode, at: Span, zh: string, en: string): never {
  throw new FeelRefused(code, { from: at.from, to: at.to }, zh, en);
}
