import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';

export type Tone = 'plain' | 'good' | 'notice' | 'bad';

interface NoteProps {
  readonly tone?: Tone;
  /** `polite` and `assertive` are read out when the note appears; leave out for what was there from the start. */
  readonly live?: 'polite' | 'assertive';
  readonly children: ReactNode;
}

/** 提示: a few sentences that stand out, with a sign beside the colour. */
export function Note({ tone = 'plain', live, children }: NoteProps) {
  const role = live === 'assertive' ? 'alert' : live === 'polite' ? 'status' : undefined;
  return (
    <div className={`note note-${tone}`} {...(role ? { role } : {})}>
      {tone === 'plain' ? null : <Mark name={tone} />}
      <div className="note-body">{children}</div>
    </div>
  );
}
