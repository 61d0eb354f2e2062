/** Finds the row of an id, in one county or a province: two arrays, no object per row. */
export class RowIndex {
  private readonly keys: Float64Array;
  private readonly rows: Int32Array;
  private readonly mask: number;

  /** `rows` says which row each id stands in; each in its own place when left out. */
  constructor(ids: Float64Array, rows: Int32Array | null = null) {
    let size = 16;
    while (size < ids.length * 2) size *= 2;
    this.mask = size - 1;
    this.keys = new Float64Array(size).fill(-1);
    this.rows = new Int32Array(size);
    for (let index = 0; index < ids.length; index++) {
      const slot = this.slotOf(ids[index]!);
      this.keys[slot] = ids[index]!;
      this.rows[slot] = rows === null ? index : rows[index]!;
    }
  }

  /** -1 when there is no such id. */
  find(id: number): number {
    const slot = this.slotOf(id);
    return this.keys[slot] === id ? this.rows[slot]! : -1;
  }

  /** Where the id stands, or the free slot where it would. */
  private slotOf(id: number): number {
    const mixed = Math.imul(id ^ (id / 4_294_967_296), 0x9e3779b1);
    let slot = (mixed ^ (mixed >>> 16)) & this.mask;
    while (this.keys[slot] !== id && this.keys[slot] !== -1) slot = (slot + 1) & this.mask;
    return slot;
  }
}
