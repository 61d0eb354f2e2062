export type WordPiece =
  | { readonly is: 'text'; readonly text: string; readonly at: number }
  | { readonly is: 'parameter'; readonly name: string; readonly at: number };

/** `人均纯收入 高于 【扶贫标准】` in pieces: the engine marks a parameter by its brackets. */
export function wordsWithParameters(words: string): WordPiece[] {
  const pieces: WordPiece[] = [];
  let at = 0;
  for (const match of words.matchAll(/【([^【】]+)】/g)) {
    if (match.index > at) pieces.push({ is: 'text', text: words.slice(at, match.index), at });
    pieces.push({ is: 'parameter', name: match[1]!, at: match.index });
    at = match.index + match[0].length;
  }
  if (at < words.length) pieces.push({ is: 'text', text: words.slice(at), at });
  return pieces;
}
