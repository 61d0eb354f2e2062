import { refuseWith } from './sheet-refusal.ts';

/** One row of nothing but styled blank cells is at most this long: 16,384 cells. */
const MAX_ROW_CHARS = 4 * 1024 * 1024;

/**
 * Passes over rows that hold no value without parsing them. Sheets are met with a million formatted blank rows below
 * the data, and sometimes with data below those, so nothing may be cut off: the first tag that is neither a row nor a
 * cell ends the skipping, and parsing goes on from the start of its row.
 */
export class BlankRowSkipper {
  readonly #part: string;
  readonly #rowTag: string;
  #carry: string;

  /** Text is the bytes as latin1; `prefix` is the namespace prefix of the part's tags, `x:` or empty. */
  private constructor(part: string, prefix: string, tail: string) {
    this.#part = part;
    this.#rowTag = `<${prefix}row`;
    this.#carry = tail;
  }

  /** Starts in the row that `piece` ends with; null when none begins in it. */
  static from(piece: Buffer, part: string, prefix: string): BlankRowSkipper | null {
    const at = piece.lastIndexOf(`<${prefix}row`);
    return at === -1 ? null : new BlankRowSkipper(part, prefix, piece.toString('latin1', at));
  }

  /** The bytes from which parsing goes on, or null while all is blank. */
  feed(piece: Buffer): Buffer | null {
    const text = this.#carry + piece.toString('latin1');
    const at = text.search(/<(?!\/?(?:[A-Za-z]\w*:)?(?:c|row)[\s/>])[^<]*>/);
    if (at !== -1) {
      const row = text.lastIndexOf(this.#rowTag, at);
      return Buffer.from(text.slice(row === -1 ? at : row), 'latin1');
    }
    this.#carry = text.slice(Math.max(text.lastIndexOf(this.#rowTag), 0));
    if (this.#carry.length > MAX_ROW_CHARS) {
      refuseWith({ code: 'damaged', part: this.#part, why: 'a row has no end', place: null });
    }
    return null;
  }
}
