import type { Socket } from 'node:net';
import type { BinaryCopy } from './copy-binary.ts';

/** As much of a connection of `pg` as a COPY takes over. */
interface PgConnection {
  readonly stream: Socket;
  query(text: string): void;
}
type OnData = (bytes: Buffer) => void;

const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const ERROR = 0x45;
const MOST_OF_A_ROW = 4_096;

/**
 * `COPY … TO STDOUT (format binary)` read in the very bytes that the socket gives. The server sends a message per row;
 * a stream made of those messages, as `pg-copy-streams` gives it, costs as much as everything else together. While the
 * rows come, this stands where the parser of `pg` stands on the socket; at the end, or at an error, the parser is put
 * back and reads on.
 */
export class CopyOut {
  readonly done: Promise<void>;
  private readonly text: string;
  private readonly into: BinaryCopy;
  private connection: PgConnection | null = null;
  private parser: OnData | null = null;
  private rest: Buffer | null = null;
  private fault: unknown = null;
  private resolve: () => void = () => {};
  private reject: (error: unknown) => void = () => {};
  private readonly onData: OnData = (bytes) => this.take(bytes);

  constructor(text: string, into: BinaryCopy) {
    this.text = text;
    this.into = into;
    this.done = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Called by `pg` when the connection is free for it. */
  submit(connection: PgConnection): void {
    this.connection = connection;
    const [parser] = connection.stream.listeners('data') as OnData[];
    this.parser = parser ?? null;
    connection.stream.removeListener('data', this.parser as OnData);
    connection.stream.on('data', this.onData);
    this.into.begin();
    connection.query(this.text);
  }

  private take(piece: Buffer): void {
    let from = 0;
    if (this.rest !== null) {
      const { rest } = this;
      this.rest = null;
      // Only the message that was cut is put together anew, not all that comes behind it.
      const joined = Buffer.concat([rest, piece.subarray(0, MOST_OF_A_ROW)]);
      const end = messageEnd(joined, 0);
      if (end > joined.length || end <= rest.length) {
        this.messages(Buffer.concat([rest, piece]), 0);
        return;
      }
      if (!this.messages(joined.subarray(0, end), 0)) {
        this.unread(piece.subarray(end - rest.length));
        return;
      }
      from = end - rest.length;
    }
    this.messages(piece, from);
  }

  /** Whole messages; what is cut at the end is kept for the next piece. False when the COPY is over. */
  private messages(bytes: Buffer, from: number): boolean {
    let at = from;
    while (at + 5 <= bytes.length) {
      const code = bytes[at]!;
      if (code === ERROR) {
        this.giveBack();
        this.unread(bytes.subarray(at));
        return false;
      }
      const end = messageEnd(bytes, at);
      if (end > bytes.length) break;
      if (code === COPY_DATA && this.fault === null) this.row(bytes, at + 5, end);
      at = end;
      if (code === COPY_DONE) {
        this.giveBack();
        this.unread(bytes.subarray(at));
        return false;
      }
    }
    this.rest = at < bytes.length ? bytes.subarray(at) : null;
    return true;
  }

  /** A mistake of ours must not leave the connection in the middle of the rows: the rest is read past. */
  private row(bytes: Buffer, from: number, to: number): void {
    try {
      this.into.read(bytes, from, to);
    } catch (error) {
      this.fault = error;
    }
  }

  private giveBack(): void {
    const { stream } = this.connection as PgConnection;
    stream.removeListener('data', this.onData);
    stream.on('data', this.parser as OnData);
  }

  /** What comes behind the rows is the parser's. */
  private unread(bytes: Buffer): void {
    if (bytes.length > 0) (this.parser as OnData)(bytes);
  }

  // What `pg` tells the query that is under way.
  handleError(error: Error): void {
    this.fault ??= error;
    this.reject(this.fault);
  }

  handleReadyForQuery(): void {
    try {
      if (this.fault !== null) throw this.fault;
      this.into.end();
      this.resolve();
    } catch (error) {
      this.reject(error);
    }
  }

  handleCommandComplete(): void {}
  handleRowDescription(): void {}
  handleCopyData(): void {}
}

/** A code, the length of what follows with itself, and that. Beyond the bytes when not even the length is there. */
function messageEnd(bytes: Buffer, at: number): number {
  return at + 5 > bytes.length ? Number.POSITIVE_INFINITY : at + 1 + bytes.readUInt32BE(at + 1);
}
