import { assertNever, parseCalendarDate } from '@daohu/kernel';
import type { CompareOp, RoundMode } from '../feel/syntax.ts';
import type { Node } from '../feel/tree.ts';
import type { FactRecord, Field } from '../schema.ts';
import type { FieldNode, Frame, TableValue, UnknownCause, Value } from './frame.ts';

/**
 * Strict three-valued logic: a missing value makes an expression unknown unless the known part decides it. On known
 * values the results are those of FEEL. One closure per node, made at load; with a recorder it also tells what it read.
 */
export type Evaluate = (frame: Frame) => Value;

type Records = readonly unknown[] | null;

/** Compiles a node whose value is a boolean, number, code, text or date. */
export function compile(node: Node): Evaluate {
  switch (node.is) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'parameter': {
      const { slot } = node;
      return (frame) => {
        const value = frame.parameters[slot] as Value;
        frame.recorder?.readParameter(slot, value);
        return value;
      };
    }
    case 'table':
      return compileTable(node);
    case 'verdict':
      return compileVerdict(node);
    case 'reference': {
      const { slot } = node;
      return (frame) => {
        const value = frame.references[slot]!;
        frame.recorder?.readReference(slot, value);
        return value;
      };
    }
    case 'field':
      return compileField(node);
    case 'variable': {
      const { slot } = node;
      return (frame) => (frame.slots[slot] ?? null) as Value;
    }
    case 'arithmetic': {
      const left = compile(node.left);
      const right = compile(node.right);
      if (node.op === '+') return numeric(left, right, (a, b) => a + b);
      if (node.op === '-') return numeric(left, right, (a, b) => a - b);
      // In doubles nothing times a negative number is a zero below zero; the standard's decimals know none.
      return numeric(left, right, (a, b) => a * b + 0);
    }
    case 'negate': {
      const of = compile(node.of);
      return (frame) => {
        const value = of(frame);
        return value === null ? null : 0 - (value as number);
      };
    }
    case 'compare':
      return compileCompare(node.op, compile(node.left), compile(node.right));
    case 'codeIs': {
      const of = compile(node.of);
      const { keys, negated } = node;
      return (frame) => {
        const value = of(frame);
        return value === null ? null : keys.includes(value as string) !== negated;
      };
    }
    case 'isMissing':
      return compileIsMissing(node.of, node.negated);
    case 'between': {
      const atLeast = compileCompare('>=', compile(node.of), compile(node.low));
      const atMost = compileCompare('<=', compile(node.of), compile(node.high));
      return allOf([atLeast, atMost]);
    }
    case 'and':
      return allOf(node.parts.map(compile));
    case 'or':
      return anyOf(node.parts.map(compile));
    case 'not': {
      const of = compile(node.of);
      return (frame) => {
        const value = of(frame);
        return value === null ? null : !value;
      };
    }
    case 'if': {
      const test = compile(node.test);
      const then = compile(node.yes);
      const otherwise = compile(node.no);
      return (frame) => {
        const value = test(frame) as boolean | null;
        frame.recorder?.tookBranch(node, value);
        return value === null ? null : value ? then(frame) : otherwise(frame);
      };
    }
    case 'every':
    case 'some':
      return compileQuantified(node);
    case 'aggregate':
      return compileAggregate(node, node.fn, compileItems(node.items));
    case 'aggregateList':
      return compileAggregate(node, node.fn, compileList(node.list));
    case 'round':
      return compileRound(node);
    case 'relation':
    case 'for':
      return (frame) => (compileList(node)(frame) === null ? null : true);
    default:
      return assertNever(node);
  }
}

function compileTable(node: Node & { is: 'table' }): Evaluate {
  const keys = node.by.map(compile);
  const { slot } = node;
  return (frame) => {
    const found = keys.map((key) => key(frame));
    if (found.includes(null)) return null;
    const value = (frame.parameters[slot] as TableValue).at(found as string[]);
    frame.recorder?.readTable(slot, found as string[], value);
    return value;
  };
}

function compileVerdict(node: Node & { is: 'verdict' }): Evaluate {
  const record = compileRecord(node.of);
  const { slot } = node;
  return (frame) => {
    const facts = record(frame);
    const value = facts === null ? null : frame.calls[slot]!.value(facts);
    frame.recorder?.readCall(node, facts, value);
    return value;
  };
}

function compileField(node: FieldNode): Evaluate {
  const record = compileRecord(node.of);
  const { field, yearOffset } = node;
  const { key, derive } = field;
  return (frame) => {
    const holder = record(frame);
    let raw: unknown = null;
    if (holder !== null) raw = derive ? derive(holder, { date: frame.date, yearOffset }) : holder[key];
    const value = raw === null || raw === undefined ? null : admit(field, raw);
    if (frame.recorder) {
      const cause = holder === null ? 'record-absent' : raw === null || raw === undefined ? 'absent' : 'out-of-range';
      frame.recorder.readField(node, holder, value, cause);
    }
    return value;
  };
}

/** A value of the wrong type or outside its declared range cannot be relied on: it is unknown, not a no. */
function admit(field: Field, raw: unknown): Value {
  switch (field.type) {
    case 'integer':
      return Number.isSafeInteger(raw) && (raw as number) >= field.low && (raw as number) <= field.high
        ? (raw as number)
        : null;
    case 'boolean':
      return typeof raw === 'boolean' ? raw : null;
    case 'code':
      return typeof raw === 'string' && field.labelByKey.has(raw) ? raw : null;
    case 'date':
      return typeof raw === 'string' && parseCalendarDate(raw) !== null ? raw : null;
    case 'text':
      return typeof raw === 'string' ? raw : null;
  }
}

function compileRecord(node: Node): (frame: Frame) => FactRecord | null {
  if (node.is === 'variable') {
    const { slot } = node;
    return (frame) => (frame.slots[slot] ?? null) as FactRecord | null;
  }
  if (node.is === 'relation') {
    const of = compileRecord(node.of);
    const { key } = node.relation;
    return (frame) => (of(frame)?.[key] ?? null) as FactRecord | null;
  }
  return () => null;
}

function compileList(node: Node): (frame: Frame) => Records {
  if (node.is === 'relation') {
    const of = compileRecord(node.of);
    const { key } = node.relation;
    return (frame) => {
      const holder = of(frame);
      const list = holder?.[key];
      const found = Array.isArray(list) ? (list as readonly unknown[]) : null;
      frame.recorder?.readList(node, holder, found === null);
      return found;
    };
  }
  if (node.is === 'for') {
    const list = compileList(node.list);
    const body = node.body.type.is === 'list' ? compileList(node.body) : compile(node.body);
    const { slot } = node;
    return (frame) => {
      const records = list(frame);
      if (records === null) return null;
      return records.map((record, index) => {
        frame.slots[slot] = record;
        const since = frame.recorder?.enterElement(node, index, record) ?? 0;
        const value = body(frame);
        frame.recorder?.leaveElement(node, since, null, true);
        return value;
      });
    };
  }
  return (frame) => {
    const value = node.is === 'variable' ? frame.slots[node.slot] : null;
    return Array.isArray(value) ? value : null;
  };
}

function compileItems(items: readonly Node[]): (frame: Frame) => Records {
  const compiled = items.map(compile);
  return (frame) => compiled.map((item) => item(frame));
}

function numeric(left: Evaluate, right: Evaluate, apply: (a: number, b: number) => number): Evaluate {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return a === null || b === null ? null : apply(a as number, b as number);
  };
}

function compileCompare(op: CompareOp, left: Evaluate, right: Evaluate): Evaluate {
  const compare = COMPARE[op];
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return a === null || b === null ? null : compare(a, b);
  };
}

type Known = number | boolean | string;
const COMPARE: Record<CompareOp, (a: Known, b: Known) => boolean> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compileIsMissing(of: Node, negated: boolean): Evaluate {
  const missing: (frame: Frame) => boolean =
    of.type.is === 'list'
      ? (frame) => compileList(of)(frame) === null
      : of.type.is === 'record'
        ? (frame) => compileRecord(of)(frame) === null
        : (
            (value) => (frame: Frame) =>
              value(frame) === null
          )(compile(of));
  return (frame) => {
    const mark = frame.recorder?.mark() ?? 0;
    const result = missing(frame) !== negated;
    frame.recorder?.forgetMissing(mark);
    return result;
  };
}

function allOf(parts: readonly Evaluate[]): Evaluate {
  return connect(parts, false);
}

function anyOf(parts: readonly Evaluate[]): Evaluate {
  return connect(parts, true);
}

/** `decisive` settles the whole: false for `and`, true for `or`. */
function connect(parts: readonly Evaluate[], decisive: boolean): Evaluate {
  return (frame) => {
    const { recorder } = frame;
    const mark = recorder?.mark() ?? 0;
    let result: boolean | null = !decisive;
    for (const part of parts) {
      const value = part(frame) as boolean | null;
      if (value === decisive) {
        result = decisive;
        if (!recorder) return decisive;
      } else if (value === null && result !== decisive) result = null;
    }
    if (result !== null) recorder?.forgetMissing(mark);
    return result;
  };
}

function compileQuantified(node: Node & { is: 'every' | 'some' }): Evaluate {
  const list = compileList(node.list);
  const body = compile(node.body);
  const { slot } = node;
  const decisive = node.is === 'some';
  return (frame) => {
    const { recorder } = frame;
    const mark = recorder?.mark() ?? 0;
    const records = list(frame);
    if (records === null) return null;
    let result: boolean | null = !decisive;
    for (let index = 0; index < records.length; index++) {
      frame.slots[slot] = records[index];
      const since = recorder?.enterElement(node, index, records[index]) ?? 0;
      const value = body(frame) as boolean | null;
      recorder?.leaveElement(node, since, value, value !== !decisive);
      if (value === decisive) {
        result = decisive;
        if (!recorder) return decisive;
      } else if (value === null && result !== decisive) result = null;
    }
    if (result !== null) recorder?.forgetMissing(mark);
    return result;
  };
}

function compileAggregate(node: Node, fn: 'sum' | 'count' | 'min' | 'max', list: (frame: Frame) => Records): Evaluate {
  return (frame) => {
    const mark = frame.recorder?.mark() ?? 0;
    const values = list(frame) as readonly Known[] | null;
    if (values === null) return null;
    if (fn === 'count') {
      frame.recorder?.forgetMissing(mark);
      return values.length;
    }
    if (values.length === 0) {
      frame.recorder?.noResult(node, 'nothing-to-aggregate');
      return null;
    }
    if (values.some((value) => value === null)) return null;
    return values.reduce((a, b) => {
      if (fn === 'sum') return (a as number) + (b as number);
      return (fn === 'min' ? b < a : b > a) ? b : a;
    });
  };
}

function compileRound(node: Node & { is: 'round' }): Evaluate {
  const numerator = compile(node.numerator);
  if (!node.denominator) return numerator;
  const denominator = compile(node.denominator);
  const { mode } = node;
  return (frame) => {
    const a = numerator(frame);
    const b = denominator(frame);
    if (b === 0) {
      const cause: UnknownCause = 'division-by-zero';
      frame.recorder?.noResult(node, cause);
      return null;
    }
    return a === null || b === null ? null : roundedQuotient(mode, a as number, b as number);
  };
}

/** Exact: the remainder is exact in doubles, the quotient of what is left divides without one. */
export function roundedQuotient(mode: RoundMode, numerator: number, denominator: number): number {
  const [a, b] = denominator < 0 ? [-numerator, -denominator] : [numerator, denominator];
  const remainder = a % b;
  const toZero = (a - remainder) / b;
  if (remainder === 0) return toZero + 0;
  const awayFromZero = toZero + (a < 0 ? -1 : 1);
  const twice = Math.abs(remainder) * 2;
  switch (mode) {
    case 'floor':
      return a < 0 ? awayFromZero : toZero + 0;
    case 'ceiling':
      return a < 0 ? toZero + 0 : awayFromZero;
    case 'round down':
      return toZero + 0;
    case 'round up':
      return awayFromZero;
    case 'round half up':
      return (twice >= b ? awayFromZero : toZero) + 0;
    case 'round half down':
      return (twice > b ? awayFromZero : toZero) + 0;
    default:
      return assertNever(mode);
  }
}
