import { Mark, type MarkName } from './mark.tsx';

export type StateTone = 'plain' | 'good' | 'notice' | 'bad' | 'met' | 'unmet' | 'unknown';

/** A state in one word, with a sign where it has a colour, so that colour never speaks alone. */
export function StateWord({ tone, word }: { readonly tone: StateTone; readonly word: string }) {
  return (
    <span className={`state state-${tone}`}>
      {tone === 'plain' ? null : <Mark name={tone satisfies MarkName} />}
      {word}
    </span>
  );
}
