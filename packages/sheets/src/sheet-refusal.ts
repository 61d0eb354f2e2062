/** Where in a file something stood. `address` is the cell as the user finds it (`C17`), known as far as reading had come. */
export interface SheetPlace {
  readonly sheet: string;
  readonly rowNumber: number | null;
  readonly address: string | null;
}

/** Kinds of file that are recognised only to be refused with the right advice. */
export type OtherFileKind = 'xls' | 'xlsb' | 'ods' | 'word' | 'pdf' | 'html' | 'xml-spreadsheet' | 'zip' | 'binary';

/** Why a file is not read, in the order of the checks. `refusalSentence` says each in the user's language. */
export type SheetRefusal =
  | { readonly code: 'file-not-found'; readonly path: string }
  | { readonly code: 'not-a-file'; readonly path: string }
  | { readonly code: 'empty-file' }
  | { readonly code: 'wrong-kind'; readonly found: OtherFileKind }
  | { readonly code: 'encrypted' }
  | { readonly code: 'damaged'; readonly part: string; readonly why: string; readonly place: SheetPlace | null }
  | { readonly code: 'document-type-declared'; readonly part: string }
  | { readonly code: 'no-sheets' }
  | { readonly code: 'too-many-entries'; readonly limit: number; readonly found: number }
  | { readonly code: 'too-many-sheets'; readonly limit: number; readonly found: number }
  | { readonly code: 'inflates-too-far'; readonly part: string; readonly limit: number; readonly by: 'bytes' | 'ratio' }
  | { readonly code: 'too-many-shared-strings'; readonly limitBytes: number }
  | { readonly code: 'too-many-rows'; readonly limit: number; readonly place: SheetPlace }
  | { readonly code: 'too-many-columns'; readonly limit: number; readonly place: SheetPlace }
  | { readonly code: 'cell-too-long'; readonly limit: number; readonly place: SheetPlace }
  | { readonly code: 'encoding-unknown'; readonly byteOffset: number }
  | { readonly code: 'encoding-broken'; readonly encoding: string; readonly place: SheetPlace }
  | { readonly code: 'quote-not-closed'; readonly place: SheetPlace };

/**
 * Carries a refusal out of parser callbacks, where a return value cannot travel. It never leaves this package:
 * every public function turns it into an `Outcome`.
 */
export class SheetRefused extends Error {
  override readonly name = 'SheetRefused';
  readonly refusal: SheetRefusal;

  constructor(refusal: SheetRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

export function refuseWith(refusal: SheetRefusal): never {
  throw new SheetRefused(refusal);
}
