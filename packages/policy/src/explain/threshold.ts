import { childrenOf } from '../feel/node-children.ts';
import type { Node } from '../feel/tree.ts';
import { compile, type Evaluate } from './compile.ts';
import type { Threshold } from './explanation.ts';
import type { Frame } from './frame.ts';
import { callPath } from './trace.ts';
import { inChinese } from './words.zh-cn.ts';

type Op = Threshold['op'];
const FLIPPED: Record<Op, Op> = { '>': '<', '>=': '<=', '<': '>', '<=': '>=' };

/**
 * For a comparison of numbers: a function that says which whole value would just meet it. It turns on one item or the
 * result of one rule where one side is a multiple of it, else on the whole of the side that reads facts.
 */
export function compileThreshold(node: Node): ((frame: Frame) => Threshold | null) | null {
  if (node.is !== 'compare' || node.op === '=' || node.op === '!=' || node.left.type.is !== 'number') return null;
  const onLeft = multipleOf(node.left);
  const onRight = onLeft ? null : multipleOf(node.right);
  const wholeLeft = !onRight && readsFacts(node.left);
  const pivot = onLeft ?? onRight ?? { node: wholeLeft ? node.left : node.right, times: [] };
  const isLeft = onLeft !== null || wholeLeft;
  const op = isLeft ? node.op : FLIPPED[node.op];
  const other = compile(isLeft ? node.right : node.left);
  const actualOf = compile(pivot.node);
  const named = nameOf(pivot.node);
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
    return { ...named, op, needed, actual, shortBy };
  };
}

/** A sum of items has no path of its own: it is named by its words. */
function nameOf(node: Node): Pick<Threshold, 'item' | 'path' | 'unit'> {
  if (node.is === 'field') return { item: node.field.ruleName, path: node.path, unit: node.field.unit ?? '' };
  const unit = node.type.is === 'number' ? node.type.unit.key : '';
  if (node.is === 'verdict') return { item: node.name, path: callPath(node), unit };
  return { item: inChinese(node), path: '', unit };
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

function multipleOf(node: Node): { readonly node: Node; readonly times: readonly Evaluate[] } | null {
  if (node.is === 'field' || node.is === 'verdict') return { node, times: [] };
  if (node.is !== 'arithmetic' || node.op !== '*') return null;
  const [left, right] = [multipleOf(node.left), multipleOf(node.right)];
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
    default: {
      const parts = childrenOf(node);
      return parts.length === 0 || parts.some(readsFacts);
    }
  }
}
