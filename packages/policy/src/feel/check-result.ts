import type { IndexedSchema } from '../schema.ts';
import type { Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';
import type { Program } from './tree.ts';
import { checkSyntax } from './type-check.ts';
import { nameOfType, refuse, refuseType } from './type-refusal.ts';
import { commonUnit, formatUnit, missingFactor, parseUnit } from './unit.ts';

/** For a condition: the expression must be a yes or no. */
export function checkCondition(text: string, syntax: Syntax, scope: Scope, schema: IndexedSchema): Program {
  const program = checkSyntax(text, syntax, scope, schema);
  if (program.tree.type.is === 'boolean') return program;
  const zh = `条件的结果应是“是/否”，这里是${nameOfType(program.tree.type)}。`;
  return refuse('wrong-type', program.tree, zh, 'A condition is a yes or no.');
}

/** For a place in a sentence: something that can be said, and no record or list. */
export function checkPlace(text: string, syntax: Syntax, scope: Scope, schema: IndexedSchema): Program {
  const program = checkSyntax(text, syntax, scope, schema);
  const { type } = program.tree;
  if (type.is !== 'record' && type.is !== 'list') return program;
  const zh = `花括号里应是一个值，这里是${nameOfType(type)}。请写到数据项。`;
  return refuse('wrong-type', program.tree, zh, 'In braces stands a value.');
}

/** For an amount: the expression must be a number in the unit that stands beside it. */
export function checkAmount(text: string, syntax: Syntax, scope: Scope, schema: IndexedSchema, unit: string): Program {
  const program = checkSyntax(text, syntax, scope, schema);
  const { tree } = program;
  if (tree.type.is !== 'number') return refuseType(tree, '数');
  const declared = parseUnit(unit);
  if (tree.type.free || commonUnit(tree.type.unit, tree.type.factors, declared, [])?.key === declared.key)
    return program;
  const fix = missingFactor(tree.type.unit, declared);
  const hint = fix?.side === 'left' ? `请乘以 ${fix.factor}。` : '请改 unit，或检查数据项和参数的单位。';
  const zh = `结果的单位是「${formatUnit(tree.type.unit)}」，而 unit 写的是「${formatUnit(declared)}」。${hint}`;
  const en = `The result is in ${formatUnit(tree.type.unit)}, \`unit\` says ${formatUnit(declared)}.`;
  return refuse('wrong-unit', tree, zh, fix?.side === 'left' ? `${en} Multiply by ${fix.factor}.` : en);
}
