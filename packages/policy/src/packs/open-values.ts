import type { Parameter, ParameterValue } from './pack.ts';
import { cellName } from './resolved-table.ts';

/** What a text leaves open: a value, or one cell of a table, which is then a parameter of its own for whoever sets it. */
export interface OpenValue {
  readonly parameter: Parameter;
  readonly gap: ParameterValue;
}

/** 待定: the values of a parameter that an office has to set, by date. */
export function openValuesOf(parameter: Parameter): OpenValue[] {
  if (parameter.by.length === 0) {
    return parameter.values.filter(({ value }) => value === null).map((gap) => ({ parameter, gap }));
  }
  return parameter.values.flatMap((version) =>
    version.cells
      .filter(({ value }) => value === null)
      .map(({ categories, clauses, note, place }) => {
        const name = cellName(parameter.name, categories);
        const title = parameter.title && cellName(parameter.title, categories);
        const gap: ParameterValue = {
          ...version,
          cells: [],
          clauses: clauses.length > 0 ? clauses : version.clauses,
          note: note ?? version.note,
          place,
        };
        return { parameter: { ...parameter, name, title, by: [], values: [gap], place }, gap };
      }),
  );
}
