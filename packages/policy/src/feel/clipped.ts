const MOST_SHOWN = 40;

/** What a message repeats of the writer's text: its beginning, however long it is. */
export function clipped(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}…`;
}
