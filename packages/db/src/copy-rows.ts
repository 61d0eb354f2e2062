/**
 * Rows as `COPY … FROM STDIN (format binary)` wants them, gathered into large pieces. Each row begins with its number of
 * fields; then its fields in the order of the columns.
 */
export class CopyRows {
  private bytes = Buffer.allocUnsafe(1 << 20);
  private at = 0;
  private readonly full: Buffer[] = [];

  constructor() {
    this.at = HEADER.copy(this.bytes);
  }

  row(fields: number): void {
    if (this.at > this.bytes.length / 2) this.turn();
    this.room(2);
    this.at = this.bytes.writeInt16BE(fields, this.at);
  }

  smallint(value: number): void {
    this.room(6);
    this.at = this.bytes.writeInt16BE(value, this.bytes.writeInt32BE(2, this.at));
  }

  integer(value: number): void {
    this.room(8);
    this.at = this.bytes.writeInt32BE(value, this.bytes.writeInt32BE(4, this.at));
  }

  bigint(value: number): void {
    this.room(12);
    this.at = this.bytes.writeInt32BE(8, this.at);
    this.eight(value);
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.room(4 + length);
    this.at = this.bytes.writeInt32BE(length, this.at);
    this.at += this.bytes.write(value, this.at);
  }

  /** The pieces one after the other, as one `bytea`. */
  bytea(pieces: readonly Uint8Array[]): void {
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    this.room(4 + length);
    this.at = this.bytes.writeInt32BE(length, this.at);
    for (const piece of pieces) {
      this.bytes.set(piece, this.at);
      this.at += piece.length;
    }
  }

  /** The pieces one after the other, as one `bigint[]`; NaN is null. */
  bigints(pieces: readonly Float64Array[]): void {
    const count = pieces.reduce((sum, piece) => sum + piece.length, 0);
    const start = this.array(count, BIGINT, 12);
    for (const piece of pieces) {
      for (const value of piece) {
        if (Number.isNaN(value)) this.at = this.bytes.writeInt32BE(-1, this.at);
        else {
          this.at = this.bytes.writeInt32BE(8, this.at);
          this.eight(value);
        }
      }
    }
    this.bytes.writeInt32BE(this.at - start, start - 4);
  }

  integers(values: ArrayLike<number>): void {
    const start = this.array(values.length, INTEGER, 8);
    for (let index = 0; index < values.length; index++) {
      this.at = this.bytes.writeInt32BE(values[index]!, this.bytes.writeInt32BE(4, this.at));
    }
    this.bytes.writeInt32BE(this.at - start, start - 4);
  }

  /** What has been gathered since the last time, the trailer too when it is the end. */
  pieces(isEnd: boolean): Buffer[] {
    if (isEnd) {
      this.room(2);
      this.at = this.bytes.writeInt16BE(-1, this.at);
    }
    this.turn();
    return this.full.splice(0);
  }

  /** Room for an array, and its head: dimensions, nulls, type of the elements, length, lower bound. Where it begins. */
  private array(count: number, type: number, most: number): number {
    this.room(24 + count * most);
    const start = this.at + 4;
    const dimensions = count === 0 ? 0 : 1;
    let at = this.bytes.writeInt32BE(1, this.bytes.writeInt32BE(dimensions, start));
    at = this.bytes.writeInt32BE(type, at);
    if (count > 0) at = this.bytes.writeInt32BE(1, this.bytes.writeInt32BE(count, at));
    this.at = at;
    return start;
  }

  private eight(value: number): void {
    const high = Math.floor(value / 4_294_967_296);
    this.at = this.bytes.writeUInt32BE(value - high * 4_294_967_296, this.bytes.writeInt32BE(high, this.at));
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    this.turn();
    if (size > this.bytes.length) this.bytes = Buffer.allocUnsafe(size * 2);
  }

  private turn(): void {
    if (this.at > 0) this.full.push(this.bytes.subarray(0, this.at));
    this.bytes = Buffer.allocUnsafe(Math.max(1 << 20, this.bytes.length));
    this.at = 0;
  }
}

const HEADER = Buffer.concat([Buffer.from('PGCOPY\n\u{ff}\r\n\0', 'latin1'), Buffer.alloc(8)]);
const BIGINT = 20;
const INTEGER = 23;
