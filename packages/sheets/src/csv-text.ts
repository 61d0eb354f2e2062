/** Delimiters that are recognised, the likeliest first. */
const DELIMITERS = [',', '\t', ';'] as const;
const JUDGED_LINES = 50;

export interface DelimiterFound {
  readonly delimiter: string;
  /** The first line is Excel's `sep=;`, which is no row. */
  readonly stated: boolean;
}

/** Counts the candidates outside quotes in the first lines; the commonest wins. `sep=;` on the first line settles it. */
export function detectDelimiter(head: string): DelimiterFound {
  const stated = /^sep=(.)\r?\n/i.exec(head);
  if (stated) return { delimiter: stated[1]!, stated: true };
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]));
  let quoted = false;
  let lines = 0;
  for (const character of head) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n' && ++lines === JUDGED_LINES) break;
    else if (counts.has(character)) counts.set(character, counts.get(character)! + 1);
  }
  let best: string = DELIMITERS[0];
  for (const delimiter of DELIMITERS) if (counts.get(delimiter)! > counts.get(best)!) best = delimiter;
  return { delimiter: best, stated: false };
}

const EXCEL_TEXT = /^="((?:[^"]|"")*)"$/;
/** What spreadsheet programs take for the start of a formula, their full-width forms included, behind any apostrophes. */
const FORMULA_START = /^'*[=+\-@\t\r＝＋－＠]/;

/**
 * A CSV field as meant: `="0123"`, which keeps Excel from reading a number, becomes its text, and the apostrophe that
 * guards a text from being taken for a formula is taken off again (see `guardCsvText`).
 */
export function readCsvField(field: string): string {
  switch (field.charCodeAt(0)) {
    case 0x3d: {
      const wrapped = EXCEL_TEXT.exec(field);
      return wrapped ? wrapped[1]!.replaceAll('""', '"') : field;
    }
    case 0x27:
      return FORMULA_START.test(field) ? field.slice(1) : field;
    default:
      return field;
  }
}

/**
 * Neutralises formula injection as OWASP advises: an apostrophe before a text that a spreadsheet would compute. Texts
 * that already look so guarded get one more, so that reading takes off exactly what writing put on.
 */
export function guardCsvText(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}
