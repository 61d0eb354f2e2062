/** Whether something with days in force holds on a day; both ends belong to it. */
export function holdsOn(
  part: { readonly holdsFrom: string | null; readonly holdsUntil: string | null },
  date: string,
): boolean {
  return (part.holdsFrom === null || part.holdsFrom <= date) && (part.holdsUntil === null || date <= part.holdsUntil);
}
