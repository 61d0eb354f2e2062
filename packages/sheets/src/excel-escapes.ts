const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;
/** A character that XML 1.0 cannot hold, or an underscore that would read as the start of an escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is escaped
const TO_ESCAPE = /[\u0001-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Text of a cell as the workbook holds it → as meant: `_x000D_` is a carriage return, `_x005F_` an underscore. NUL is
 * left out, as from CSV: no database keeps it.
 */
export function decodeExcelEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_, hex: string) =>
    hex === '0000' ? '' : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/**
 * The reverse, for writing. A carriage return is escaped too: XML would read it back as a line feed. Half a surrogate
 * pair, which no encoding can hold, becomes U+FFFD.
 */
export function encodeExcelEscapes(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\0', '')
    .replace(TO_ESCAPE, (character) => {
      return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    });
}
