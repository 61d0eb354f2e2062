import { SaxesParser } from 'saxes';
import { refuseWith } from './sheet-refusal.ts';

/** Characters of markup or text that may pass without being complete, where no narrower limit is given. */
const MAX_UNFINISHED_CHARS = 4 * 1024 * 1024;
const MAX_DEPTH = 256;

/** Element names come without the prefix of the document element; those of other namespaces keep theirs. */
export interface XmlHandlers {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
}

export interface UnfinishedLimit {
  readonly chars: number;
  /** Refuses with the place that reading had come to. */
  readonly refuse: () => never;
}

/**
 * A saxes parser fed in pieces, with the bounds that saxes does not have: a document type declaration is refused, so
 * no entity can expand; nesting ends at 256; and a text or tag that never ends is refused before it fills the memory,
 * because saxes reports one only when it is complete.
 */
export class XmlReader {
  readonly #part: string;
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  readonly #unfinished: UnfinishedLimit;
  #decoder: TextDecoder | null = null;
  #unfinishedChars = 0;
  #depth = 0;
  #prefix = '';

  constructor(part: string, handlers: XmlHandlers, unfinished?: UnfinishedLimit) {
    this.#part = part;
    this.#unfinished = unfinished ?? {
      chars: MAX_UNFINISHED_CHARS,
      refuse: () => refuseWith({ code: 'damaged', part, why: 'a text or tag has no end', place: null }),
    };
    const parser = this.#parser;
    parser.on('error', (error) => {
      refuseWith({ code: 'damaged', part, why: error.message, place: null });
    });
    parser.on('doctype', () => refuseWith({ code: 'document-type-declared', part }));
    parser.on('opentag', (tag) => {
      this.#unfinishedChars = 0;
      if (++this.#depth > MAX_DEPTH) {
        refuseWith({ code: 'damaged', part, why: 'elements are nested too deeply', place: null });
      }
      if (this.#depth === 1) this.#prefix = tag.name.slice(0, tag.name.indexOf(':') + 1);
      handlers.open(this.#ownName(tag.name), tag.attributes);
    });
    parser.on('closetag', (tag) => {
      this.#unfinishedChars = 0;
      this.#depth--;
      handlers.close(this.#ownName(tag.name));
    });
    const text = (text: string) => {
      this.#unfinishedChars = 0;
      handlers.text(text);
    };
    parser.on('text', text);
    parser.on('cdata', text);
  }

  /** Namespace prefix of the document element with its colon, or empty. */
  get prefix(): string {
    return this.#prefix;
  }

  /** Whether the bytes can be searched for markup as they are. */
  get isUtf8(): boolean {
    return this.#decoder?.encoding === 'utf-8';
  }

  write(piece: Buffer): void {
    this.#decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    this.writeText(this.#decode(piece, true));
  }

  /** Text that stands for the document's own, decoded already. */
  writeText(text: string): void {
    // Every event sets the count to 0: if none comes, all of this text is still unfinished.
    this.#unfinishedChars += text.length;
    this.#parser.write(text);
    if (this.#unfinishedChars > this.#unfinished.chars) this.#unfinished.refuse();
  }

  end(): void {
    if (this.#decoder) this.writeText(this.#decode(undefined, false));
    this.#parser.close();
  }

  #ownName(name: string): string {
    const prefix = this.#prefix;
    return prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  }

  #decode(piece: Buffer | undefined, stream: boolean): string {
    try {
      return this.#decoder!.decode(piece, { stream });
    } catch {
      return refuseWith({ code: 'damaged', part: this.#part, why: 'its bytes are not text', place: null });
    }
  }
}

/** XML of a workbook is UTF-8, or UTF-16 with a byte order mark. */
function encodingOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return 'utf-8';
}
