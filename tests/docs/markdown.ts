import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'dist', '.git', '.daohu', 'coverage']);

/** Files of the project with one of the endings, relative to its root. */
export function filesOf(folder: string, ...endings: string[]): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const name = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesOf(name, ...endings);
      return endings.some((ending) => name.endsWith(ending)) ? [name] : [];
    });
}

export const documents: readonly string[] = filesOf('.', '.md');

export function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8');
}

export interface Fence {
  readonly language: string;
  readonly text: string;
}

export function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```(\S*)\n(.*?)^```$/gms)].map(([, language, body]) => ({
    language: language ?? '',
    text: body ?? '',
  }));
}

/** The text without what stands in fences and code spans. */
export function proseOf(text: string): string {
  return text.replace(/^```.*?^```$/gms, '').replace(/`[^`\n]*`/g, '');
}

export function headingsOf(text: string): { readonly level: number; readonly title: string }[] {
  return [...text.replace(/^```.*?^```$/gms, '').matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks, title]) => ({
    level: marks?.length ?? 0,
    title: title ?? '',
  }));
}

/** The anchor that GitHub gives to a heading. */
export function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}
