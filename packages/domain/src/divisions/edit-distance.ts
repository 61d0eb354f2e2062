/** Characters to insert, drop, or replace to turn `a` into `b`. Stops counting above `limit` and gives `limit + 1`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const far = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      row.push(far);
      if (far < least) least = far;
    }
    if (least > limit) return limit + 1;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}
