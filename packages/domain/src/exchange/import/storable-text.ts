/** Text from a file as PostgreSQL can keep it: without zero characters and halves of broken characters. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\ufffd');
}
