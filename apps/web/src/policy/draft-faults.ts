import type { DraftProblem } from '@daohu/domain/standards/contract';
import type { WrittenField } from './rule-file.ts';

/** A problem in one expression: offsets count from the start of its text. */
export interface FieldFault {
  readonly from: number;
  readonly to: number;
  readonly problem: DraftProblem;
}

/** Problems of a rule by where somebody would mend them: `part.field`, as `fieldKey` writes it. */
export type FaultsByField = ReadonlyMap<string, readonly FieldFault[]>;

export function fieldKey(part: string, field: string): string {
  return `${part}.${field}`;
}

/** Problems that the checker finds at a whole part, and the field that mends them. */
const FIELD_OF_CODE: Readonly<Record<string, string>> = {
  'no-clause': 'clauses',
  'unknown-clause': 'clauses',
  'number-in-rule': 'feel',
};

/** Puts each problem of the file back to the field it was written in. */
export function faultsByField(problems: readonly DraftProblem[], fields: readonly WrittenField[]): FaultsByField {
  const found = new Map<string, FieldFault[]>();
  for (const problem of problems) {
    const field = fieldAt(problem, fields);
    const key = field ? fieldKey(field.part, field.field) : '';
    const from = field ? offsetIn(field, problem.line, problem.column) : 0;
    const to = field && problem.end ? offsetIn(field, problem.end.line, problem.end.column) : (field?.text.length ?? 0);
    found.set(key, [...(found.get(key) ?? []), { from, to, problem }]);
  }
  return found;
}

function fieldAt(problem: DraftProblem, fields: readonly WrittenField[]): WrittenField | null {
  const inside = fields.find(({ line, lines }) => problem.line >= line && problem.line < line + lines);
  // What the checker says of a whole part it says at the part's first line.
  const part = inside?.part ?? fields.findLast(({ line }) => line > 0 && line <= problem.line)?.part;
  const named = FIELD_OF_CODE[problem.code];
  if (part !== undefined && named !== undefined) {
    const meant = fields.find((one) => one.part === part && one.field === named);
    if (meant) return meant;
  }
  return inside ?? fields.find((one) => one.part === part) ?? null;
}

function offsetIn({ text, line, indent }: WrittenField, atLine: number, column: number): number {
  const rows = text.split('\n');
  const above = rows.slice(0, Math.max(0, atLine - line)).reduce((sum, row) => sum + row.length + 1, 0);
  return Math.max(0, Math.min(text.length, above + column - 1 - indent));
}
