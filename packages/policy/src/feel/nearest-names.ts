/** Up to three names a writer may have meant, nearest first; none when nothing is near. */
export function nearestNames(name: string, known: Iterable<string>): string[] {
  const scored: { known: string; distance: number }[] = [];
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    const near = candidate.includes(name) || name.includes(candidate) || distance <= Math.max(1, name.length / 2);
    if (near) scored.push({ known: candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || a.known.localeCompare(b.known, 'zh'));
  return scored.slice(0, 3).map((entry) => entry.known);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = previous[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(change, previous[column]! + 1, current[column - 1]! + 1));
    }
    previous = current;
  }
  return previous[b.length]!;
}
