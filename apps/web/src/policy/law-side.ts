/** One side of a comparison as the address and the API write it: `hubei-plan`, `420100`, `420100@2016-12-31`. */
export interface LawSide {
  readonly is: 'pack' | 'place';
  readonly key: string;
  readonly day: string | null;
}

export function lawSideOf(text: string): LawSide | null {
  const match = /^([a-z][a-z0-9-]*|\d{1,12})(?:@(\d{4}-\d{2}-\d{2}))?$/.exec(text);
  if (!match?.[1]) return null;
  return { is: /^\d/.test(match[1]) ? 'place' : 'pack', key: match[1], day: match[2] ?? null };
}

export function lawSideText(key: string, day: string | null): string {
  return day === null ? key : `${key}@${day}`;
}
