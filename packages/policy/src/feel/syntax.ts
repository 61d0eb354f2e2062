/** The tree as written: names not yet looked up, types not yet known. Offsets count from the start of the expression. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export type CompareOp = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type RoundMode = 'floor' | 'ceiling' | 'round up' | 'round down' | 'round half up' | 'round half down';
export type AggregateName = 'sum' | 'count' | 'min' | 'max';

export type Syntax = Span &
  (
    | { readonly is: 'number'; readonly value: number }
    | { readonly is: 'boolean'; readonly value: boolean }
    | { readonly is: 'text'; readonly value: string }
    | { readonly is: 'date'; readonly value: string }
    | { readonly is: 'null' }
    | { readonly is: 'name'; readonly name: string }
    | { readonly is: 'path'; readonly of: Syntax; readonly name: string; readonly nameSpan: Span }
    | { readonly is: 'arithmetic'; readonly op: '+' | '-' | '*'; readonly left: Syntax; readonly right: Syntax }
    | { readonly is: 'call'; readonly name: string; readonly nameSpan: Span; readonly given: readonly Syntax[] }
    | { readonly is: 'negate'; readonly of: Syntax }
    | { readonly is: 'compare'; readonly op: CompareOp; readonly left: Syntax; readonly right: Syntax }
    | { readonly is: 'between'; readonly of: Syntax; readonly low: Syntax; readonly high: Syntax }
    | { readonly is: 'and' | 'or'; readonly parts: readonly Syntax[] }
    | { readonly is: 'not'; readonly of: Syntax }
    | { readonly is: 'if'; readonly test: Syntax; readonly yes: Syntax; readonly no: Syntax }
    | {
        readonly is: 'every' | 'some';
        readonly name: string;
        readonly nameSpan: Span;
        readonly list: Syntax;
        readonly body: Syntax;
      }
    | {
        readonly is: 'for';
        readonly name: string;
        readonly nameSpan: Span;
        readonly list: Syntax;
        readonly body: Syntax;
      }
    | { readonly is: 'aggregate'; readonly fn: AggregateName; readonly items: readonly Syntax[] }
    | { readonly is: 'aggregateList'; readonly fn: AggregateName; readonly list: Syntax }
    | {
        readonly is: 'round';
        readonly mode: RoundMode;
        readonly numerator: Syntax;
        readonly denominator: Syntax | null;
      }
  );
