import type { Reading } from './pack.ts';
import type { Mapping } from './yaml-reader.ts';

export function readingOf(entry: Mapping): Reading | null {
  const taken = entry.text('reading');
  return taken === null ? null : { taken, alternative: entry.text('alternative'), why: entry.text('why') };
}
