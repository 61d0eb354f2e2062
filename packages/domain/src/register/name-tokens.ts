/**
 * 姓名检索词: every pair of adjacent characters of a name; a name of one character is its own token. Blanks and the
 * separators of minority names do not count, so 阿依古丽·买买提 is found with or without the dot.
 */
export function nameTokens(name: string): string[] {
  const characters = nameCharacters(name);
  if (characters.length === 0) return [];
  if (characters.length === 1) return [characters[0] as string];
  const tokens = new Set<string>();
  for (let at = 0; at + 1 < characters.length; at++) tokens.add(`${characters[at]}${characters[at + 1]}`);
  return [...tokens];
}

/** The name as it is compared: without blanks and separators. */
export function comparableName(name: string): string {
  return nameCharacters(name).join('');
}

/** A text behind all that begin with `character`, in code point order, which is that of the token's column. */
export function behindAllBeginningWith(character: string): string {
  return `${character}\u{10ffff}`;
}

/** What does not count in a name: blanks, and the dots that forms of minority names are written with. */
export const NAME_SEPARATORS = ' \t\u00a0\u3000\u00b7\u2022\u2027\u30fb\uff0e.';

function nameCharacters(name: string): string[] {
  return [...name].filter((character) => !NAME_SEPARATORS.includes(character));
}
