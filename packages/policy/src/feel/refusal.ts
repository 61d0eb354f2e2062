/**
 * What the language refuses, by code. The list is public: an outside suite (the DMN conformance cases) can tell
 * "refused, as documented" from "evaluated wrongly".
 */
export const REFUSALS = {
  'syntax-error': 'the text is not FEEL',
  'too-long': 'the expression is longer than the engine reads',
  'too-deep': 'the expression is nested deeper than the engine reads',
  'bare-in': '`x in …`: vendors disagree on what may stand on its right; write `between … and …` or `list contains(…)`',
  'name-with-spaces': 'a name of several words',
  'division-without-rounding': '`/` outside floor, ceiling and the rounding functions',
  'rounding-scale': 'rounding to anything but whole numbers',
  power: '`**`',
  'decimal-number': 'a number with decimals outside of a rounding function; write it as a whole number of its unit',
  'number-too-large': 'a whole number beyond 2^53',
  filter: '`list[condition]`',
  'list-literal': 'a list literal outside of sum, count, min, max, all, any, list contains and loops over constants',
  'for-outside-aggregate': '`for … return` outside sum, count, min and max',
  range: 'an interval',
  context: 'a context literal `{ … }`',
  'function-definition': 'a function of one’s own',
  'instance-of': '`instance of`',
  'named-arguments': 'arguments given by names that the function does not have',
  'unknown-function': 'a function outside the subset',
  'wrong-arguments': 'a function with the wrong number of arguments',
  'at-literal': '`@"…"` of anything but a date',
  'temporal-literal': 'time, date and time, duration',
  'bad-date': 'a date that does not exist',
  'null-literal': '`null` anywhere but right of `=` and `!=`',
  'unsupported-construct': 'any other construct of FEEL',
  'unknown-name': 'a name that nobody declared',
  'unknown-field': 'a field that the entity does not have',
  'unknown-code': 'a text that is no label of the code list',
  'not-a-record': 'a path into something that has no fields',
  'wrong-type': 'an operation on the wrong type',
  'wrong-unit': 'two units that may not meet',
  overflow: 'a result that could leave the exact whole numbers (2^53)',
  shadowing: 'a name that is taken: of a loop variable, or of a value that is called as a function',
  'bad-value': 'a value handed in that no expression can use: NaN, a function, a Date, a cycle, a list of lists',
  'mixed-types': 'a list, or one field of several records, with values of different types',
  'no-single-value': 'an expression whose result is a list or a record',
  'unknown-decides': 'an answer about an unknown value that the standard may give otherwise, when asked to refuse it',
  'too-much-work': 'loops within loops over lists so long that the answer would not come soon',
} as const;

export type RefusalCode = keyof typeof REFUSALS;

/** Thrown inside the compiler, caught at its doors; offsets count UTF-16 units from the start of the expression. */
export class FeelRefused extends Error {
  override readonly name = 'FeelRefused';
  readonly code: RefusalCode;
  readonly from: number;
  readonly to: number;
  readonly zh: string;
  readonly en: string;
  /** Texts of which each could stand in place of the refused part. */
  readonly mend: readonly string[];

  constructor(
    code: RefusalCode,
    at: { from: number; to: number },
    zh: string,
    en: string,
    mend: readonly string[] = [],
  ) {
    super(en);
    this.code = code;
    this.from = at.from;
    this.to = at.to;
    this.zh = zh;
    this.en = en;
    this.mend = mend;
  }
}
