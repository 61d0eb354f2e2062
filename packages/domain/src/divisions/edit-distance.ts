/** Characters to insert, drop, or replace to turn `a` into `b`. Stops counting above `limit` and gives `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let above = ROW_A;
  let row = ROW_B;
  while (above.length <= b.length) {
    above.push(0);
    row.push(0);
  }
  for (let j = 0; j <= b.length; j++) above[j] = j;
  for (let i = 1; i <= a.length; i++) {
    row[0] = i;
    let least = i;
    const character = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] as number) + (character === b.charCodeAt(j - 1) ? 0 : 1);
      const far = Math.min(replaced, (above[j] as number) + 1, (row[j - 1] as number) + 1);
      row[j] = far;
      if (far < least) least = far;
    }
    if (least > limit) return limit + 1;
    [above, row] = [row, above];
  }
  return Math.min(above[b.length] as number, limit + 1);
}

/** Two rows of the table, used again and again: a search compares many thousand names. */
const ROW_A: number[] = [];
const ROW_B: number[] = [];
