import type { ReferenceRead } from '../../feel/tree.ts';
import type { Field, RelationSchema } from '../../schema.ts';
import type { ColumnContent } from '../column.ts';
import { Names } from './block.ts';
import type { Row } from './emitted.ts';

/** An array that the generated function is handed, in the order in which it first asked for one. */
export type ArraySlot =
  | {
      readonly is: 'column';
      readonly table: string;
      readonly entity: string;
      readonly key: string;
      readonly back: number;
    }
  | { readonly is: 'starts' | 'missing' | 'rows'; readonly table: string; readonly key: string }
  | { readonly is: 'link'; readonly table: string; readonly key: string }
  | { readonly is: 'present'; readonly table: string; readonly yearsBack: number }
  | { readonly is: 'states' | 'amounts'; readonly rule: string; readonly aim: string | null }
  | { readonly is: 'allCodes'; readonly entity: string; readonly key: string }
  | {
      readonly is: 'lawTable';
      readonly name: string;
      readonly type: ColumnContent;
      readonly by: readonly TableAxisRead[];
    };

export type LawTableSlot = ArraySlot & { readonly is: 'lawTable' };

/** What an argument of a table counts in: the code list of a field, all codes, or the texts. */
export type TableAxisRead = 'all codes' | 'texts' | { readonly entity: string; readonly key: string };

/** A number that the generated function is handed, one per segment. */
export type NumberSlot =
  | { readonly is: 'parameter'; readonly name: string; readonly type: ColumnContent; readonly sure: boolean }
  | { readonly is: 'figure'; readonly read: ReferenceRead; readonly sure: boolean }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'textCount' };

export interface ColumnShape {
  readonly holds: ColumnContent;
  readonly complete: boolean;
  /** How unknown stands in the array. */
  readonly unknown: number;
}

export interface ListShape {
  readonly table: string;
  readonly hasMissing: boolean;
  readonly mayBeEmpty: boolean;
  readonly hasRows: boolean;
}

/** What is there to read, and whether anything of it is unknown. Asked while a program is generated. */
export interface Layout {
  column(row: Row, field: Field): ColumnShape;
  list(holder: Row, relation: RelationSchema): ListShape;
  link(holder: Row, relation: RelationSchema, target: string): { readonly table: string };
  /** Whether some rows have no record so many years back. */
  mayLack(row: Row): boolean;
  parameterIsKnown(name: string): boolean;
  /** Whether every cell of a table of the law is known. */
  tableIsKnown(slot: LawTableSlot): boolean;
  figureIsKnown(read: ReferenceRead): boolean;
}

/** Hands out the names under which a generated function finds its arrays and numbers, and remembers what they are. */
export class Sources {
  readonly arrays: ArraySlot[] = [];
  readonly numbers: NumberSlot[] = [];
  readonly names = new Names();
  private readonly arrayNames = new Map<string, string>();
  private readonly numberNames = new Map<string, string>();

  array(slot: ArraySlot): string {
    return this.nameOf(this.arrayNames, this.arrays, slot, 't');
  }

  number(slot: NumberSlot): string {
    return this.nameOf(this.numberNames, this.numbers, slot, 'p');
  }

  /** The first lines of the function: `T` are its arrays, `P` its numbers. */
  prologue(): string {
    const arrays = this.arrays.map((_, index) => `const t${index} = T[${index}];`);
    const numbers = this.numbers.map((_, index) => `const p${index} = P[${index}];`);
    return [...arrays, ...numbers].join('\n');
  }

  private nameOf<Slot>(names: Map<string, string>, slots: Slot[], slot: Slot, prefix: string): string {
    const key = JSON.stringify(slot, withoutField);
    let name = names.get(key);
    if (name === undefined) {
      name = `${prefix}${slots.push(slot) - 1}`;
      names.set(key, name);
    }
    return name;
  }
}

/** A figure is told by its series, level and year; the field that it is read for is large. */
function withoutField(key: string, value: unknown): unknown {
  return key === 'field' ? undefined : value;
}
