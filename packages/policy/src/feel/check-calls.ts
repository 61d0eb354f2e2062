import { node } from './check-numbers.ts';
import { FUNCTIONS } from './names.ts';
import { nearestNames } from './nearest-names.ts';
import type { Axis, Callable, Scope } from './scope.ts';
import type { Syntax } from './syntax.ts';
import type { Node, Type } from './tree.ts';
import { nameOfType, refuse, refuseName, refuseType } from './type-refusal.ts';

type CallSyntax = Syntax & { readonly is: 'call' };

/** What a written call means: the table or the rule of that name. */
export function callableOf(syntax: CallSyntax, scope: Scope): Callable {
  const found = scope.callables?.get(syntax.name);
  if (found) return found;
  if (scope.parameter(syntax.name)) {
    const zh = `「${syntax.name}」是一个值，不是分类表，后面不写括号。`;
    refuse('wrong-arguments', syntax, zh, `\`${syntax.name}\` is a single value: no brackets.`);
  }
  const near = nearestNames(syntax.name, [...(scope.callables?.keys() ?? []), ...FUNCTIONS]);
  const hint = near.length > 0 ? `是不是「${near.join('」「')}」？` : `可用的函数有：${FUNCTIONS.join('、')}。`;
  const zh = `没有叫「${syntax.name}」的函数、分类表或规则。${hint}`;
  const en = near.length > 0 ? `Did you mean ${near.join(', ')}?` : `There are: ${FUNCTIONS.join(', ')}.`;
  return refuse('unknown-function', syntax.nameSpan, zh, `No function, table or rule \`${syntax.name}\`. ${en}`);
}

/** A name that has to be called stands without its brackets. */
export function refuseUncalled(at: Syntax & { readonly is: 'name' }, callable: Callable): never {
  const form =
    callable.is === 'rule'
      ? `${at.name}(${callable.entity.ruleName})`
      : `${at.name}(${callable.by.map((axis) => (axis.is === 'code' ? axis.item : `"${axis.categories[0]}"`)).join(', ')})`;
  const what = callable.is === 'rule' ? '一条规则' : '分类表';
  return refuse('wrong-arguments', at, `「${at.name}」是${what}，请写「${form}」。`, `Write \`${form}\`.`);
}

export function tableRead(
  syntax: CallSyntax,
  table: Callable & { readonly is: 'table' },
  slot: number,
  given: readonly Node[],
): Node {
  if (given.length !== table.by.length) {
    const zh = `分类表「${syntax.name}」按 ${table.by.length} 项分类，这里写了 ${given.length} 项。`;
    refuse('wrong-arguments', syntax, zh, `Table ${syntax.name} takes ${table.by.length} argument(s).`);
  }
  const by = table.by.map((axis, index) => argumentOf(axis, given[index]!));
  return node(syntax, table.type, { is: 'table', name: syntax.name, slot, by });
}

function argumentOf(axis: Axis, given: Node): Node {
  const label =
    given.is === 'literal' && typeof given.value === 'string' && given.type.is === 'text' ? given.value : null;
  if (axis.is === 'text') {
    if (given.type.is !== 'text') refuseType(given, `类别（${axis.categories.join('、')}）`);
    if (label !== null && !axis.categories.includes(label)) refuseName('unknown-code', given, label, axis.categories);
    return given;
  }
  if (label !== null) {
    const keys = axis.field.keysByLabel.get(label);
    if (!keys) return refuseName('unknown-code', given, label, axis.field.keysByLabel.keys(), axis.field.ruleName);
    return node(given, { is: 'code', field: axis.field }, { is: 'literal', value: keys[0]! });
  }
  if (given.type.is !== 'code' || !sameCodes(axis.field, given.type.field)) {
    const zh = `这张分类表按「${axis.item}」分类，这里写的是${nameOfType(given.type)}。`;
    refuse('wrong-type', given, zh, `The table is by ${axis.item}.`);
  }
  return given;
}

function sameCodes(a: CodeField, b: CodeField): boolean {
  if (a === b) return true;
  if (a.keysByLabel.size !== b.keysByLabel.size) return false;
  return [...a.keysByLabel].every(([label, keys]) => b.keysByLabel.get(label)?.join(' ') === keys.join(' '));
}

type CodeField = (Axis & { is: 'code' })['field'];

export function verdictRead(
  syntax: CallSyntax,
  rule: Callable & { readonly is: 'rule' },
  slot: number,
  given: readonly Node[],
): Node {
  const of = given[0]!;
  const owner = rule.entity.schema.label ?? rule.entity.ruleName;
  if (given.length !== 1 || of.type.is !== 'record' || of.type.entity.key !== rule.entity.key) {
    const zh = `规则「${syntax.name}」是关于${owner}的，括号里应是一个${owner}，例如「${syntax.name}(${rule.entity.ruleName})」。`;
    return refuse('wrong-type', of, zh, `Rule ${syntax.name} is about one ${rule.entity.key}.`);
  }
  if (of.type.yearOffset !== 0) {
    const zh = `规则「${syntax.name}」只能核查本年的记录，不能用往年的。`;
    return refuse('wrong-type', of, zh, `Rule ${syntax.name} judges the record of this year only.`);
  }
  const type: Type = rule.type;
  return node(syntax, type, { is: 'verdict', name: syntax.name, slot, of });
}
