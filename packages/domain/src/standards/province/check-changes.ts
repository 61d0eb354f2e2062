import { done, type Outcome, parseCalendarDate, refuse } from '@daohu/kernel';
import { cellName, type Library, nearestNames, type Parameter } from '@daohu/policy';
import type { StandardsRefusal } from '../contract.ts';
import type { AskWhatIf, WhatIfRefusal } from '../what-if-contract.ts';

type Asked = AskWhatIf['changes'][number];

/** A parameter of the law by the name it is changed by: its own, or that of one cell of a table. */
export interface Changeable {
  readonly of: Parameter;
  /** Categories of the cell; null for a parameter that is one value. */
  readonly cell: readonly string[] | null;
}

/** A change that has been checked. */
export type Change = Asked & Changeable;

/** Every value of the law that can be changed, by name. The same name in several packs is the same thing. */
export function changeables(library: Library): Map<string, Changeable> {
  const found = new Map<string, Changeable>();
  for (const parameter of library.packs.flatMap((pack) => pack.parameters)) {
    if (parameter.by.length === 0) found.set(parameter.name, { of: parameter, cell: null });
    for (const { categories } of parameter.values.flatMap((value) => value.cells)) {
      found.set(cellName(parameter.name, categories), { of: parameter, cell: categories });
    }
  }
  return found;
}

/** Refuses a name that no pack knows, a value that the parameter cannot be, and what none of the rules asks for. */
export function checkChanges(
  library: Library,
  changes: readonly Asked[],
  used: readonly string[],
  rule: string,
): Outcome<readonly Change[], WhatIfRefusal | StandardsRefusal> {
  const known = changeables(library);
  const checked: Change[] = [];
  for (const change of changes) {
    const found = known.get(change.parameter);
    if (!found) {
      const cells = [...known].filter(([, { of }]) => of.name === change.parameter).map(([name]) => name);
      const near = cells.length > 0 ? cells : nearestNames(change.parameter, known.keys());
      return refuse({ code: 'parameter-unknown', parameter: change.parameter, near });
    }
    const fault = faultOf(library, change, found.of);
    if (fault) return refuse(fault);
    if (!used.includes(found.of.name)) {
      return refuse({ code: 'parameter-not-used', parameter: change.parameter, rule, used });
    }
    checked.push({ ...change, ...found });
  }
  return done(checked);
}

function faultOf(
  library: Library,
  { parameter: name, value }: Asked,
  { name: of, type, unit }: Parameter,
): WhatIfRefusal | StandardsRefusal | null {
  const unfit: StandardsRefusal = { code: 'value-not-fitting', parameter: name, unit };
  if (type.is === 'number') {
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) return unfit;
    const [low, high] = rangeOf(library, of);
    return value < low || value > high ? { code: 'value-out-of-range', parameter: name, low, high, unit } : null;
  }
  if (type.is === 'boolean') return typeof value === 'boolean' ? null : unfit;
  return typeof value === 'string' && (type.is !== 'date' || parseCalendarDate(value) !== null) ? null : unfit;
}

/** The rules are checked against overflow within these bounds: the widest of all packs, as where rules are linked. */
export function rangeOf(library: Library, name: string): readonly [low: number, high: number] {
  const types = library.packs
    .flatMap((pack) => pack.parameters)
    .filter((parameter) => parameter.name === name)
    .flatMap(({ type }) => (type.is === 'number' ? [type] : []));
  return [Math.min(...types.map(({ low }) => low)), Math.max(...types.map(({ high }) => high))];
}
