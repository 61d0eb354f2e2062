import type { Node } from '../feel/tree.ts';
import { compile, type Evaluate } from './compile.ts';
import type { Threshold } from './explanation.ts';
import type { FieldNode, Frame } from './frame.ts';

type Op = Threshold['op'];
const FLIPPED: Record<Op, Op> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/** For a comparison that is a multiple of one fact: a function that says which whole value would just meet it. */
export function compileThreshold(node: Node): ((frame: Frame) => Threshold | null) | null {
  if (node.is !== 'compare' || node.op === '=' || node.op === '!=' || node.left.type.is !== 'number') return null;
  const left = multipleOfField(node.left);
  const pivot = left ?? multipleOfField(node.right);
  if (!pivot) return null;
  const op = left ? node.op : FLIPPED[node.op];
  const other = compile(left ? node.right : node.left);
  const actualOf = compile(pivot.field);
  const { field, path } = pivot.field;
  return (frame) => {
    const quiet = { ...frame, recorder: null };
    const limit = other(quiet) as number | null;
    let times: number | null = 1;
    for (const factor of pivot.times) {
      const value = factor(quiet) as number | null;
      times = value === null || times === null ? null : times * value;
    }
    if (limit === null || times === null || times <= 0) return null;
    const needed = justMeeting(op, limit, times);
    const actual = actualOf(quiet) as number | null;
    const upward = op === '>' || op === '>=';
    const shortBy = actual === null ? null : Math.max(0, upward ? needed - actual : actual - needed);
    return { item: field.ruleName, path, unit: field.unit ?? '', op, needed, actual, shortBy };
  };
}

function justMeeting(op: Op, limit: number, times: number): number {
  const below = Math.floor(limit / times);
  const exact = below * times === limit;
  switch (op) {
    case '>':
      return below + 1;
    case '>=':
      return exact ? below : below + 1;
    case '<':
      return exact ? below - 1 : below;
    case '<=':
      return below;
  }
}

function multipleOfField(node: Node): { field: FieldNode; times: Evaluate[] } | null {
  if (node.is === 'field') return { field: node, times: [] };
  if (node.is !== 'arithmetic' || node.op !== '*') return null;
  const [left, right] = [multipleOfField(node.left), multipleOfField(node.right)];
  if (left && !readsFacts(node.right)) return { ...left, times: [...left.times, compile(node.right)] };
  if (right && !readsFacts(node.left)) return { ...right, times: [...right.times, compile(node.left)] };
  return null;
}

function readsFacts(node: Node): boolean {
  switch (node.is) {
    case 'literal':
    case 'parameter':
    case 'reference':
      return false;
    case 'arithmetic':
      return readsFacts(node.left) || readsFacts(node.right);
    default:
      return true;
  }
}
