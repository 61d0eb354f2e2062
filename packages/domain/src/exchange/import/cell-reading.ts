import type { Fault } from './fault.ts';

export type ReadValue = string | number | boolean | readonly string[];

/** What a cell says for its item. `clear` is the literal word 清空; a blank says nothing and erases nothing. */
export type CellReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'clear' }
  | {
      readonly kind: 'value';
      readonly value: ReadValue;
      readonly note?: Fault;
      /** What the value says of other items of the same record, by field: an ID number tells birth date and sex. */
      readonly also?: Readonly<Record<string, ReadValue>>;
    }
  | { readonly kind: 'fault'; readonly fault: Fault };

export function value(read: ReadValue, note?: Fault, also?: Readonly<Record<string, ReadValue>>): CellReading {
  return { kind: 'value', value: read, ...(note ? { note } : {}), ...(also ? { also } : {}) };
}

export function fault(refused: Fault): CellReading {
  return { kind: 'fault', fault: refused };
}

/** Enough of a cell to recognise it; a cell may hold 30,000 characters. */
export function shown(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
