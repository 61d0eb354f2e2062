/** Where a page of the register starts: behind, or before, one household in the order of division and number. */
export interface PageStart {
  readonly direction: 'after' | 'before';
  readonly division: number;
  readonly householdId: number;
}

export function writePageStart({ direction, division, householdId }: PageStart): string {
  return `${direction}.${division}.${householdId}`;
}

/** Null for a text that is none: the list then starts at its beginning. */
export function readPageStart(text: string): PageStart | null {
  const parts = /^(after|before)\.(\d{1,12})\.(\d{1,15})$/.exec(text);
  if (!parts) return null;
  return { direction: parts[1] as PageStart['direction'], division: Number(parts[2]), householdId: Number(parts[3]) };
}
