import { parseDivisionCode } from '@daohu/kernel';
import { nearestNames } from '../feel/nearest-names.ts';
import type { Pack } from './pack.ts';
import { type Problem, problemAt } from './problem.ts';
import type { WrittenPack } from './written.ts';

/** The pack itself, then what it rests on, nearest first. */
export function relativesOf(key: string, byKey: ReadonlyMap<string, Pick<Pack, 'parents' | 'supersedes'>>): string[] {
  const found: string[] = [];
  const visit = (name: string): void => {
    if (found.includes(name) || !byKey.has(name)) return;
    found.push(name);
    const pack = byKey.get(name)!;
    for (const entry of pack.supersedes) visit(entry.pack);
    for (const parent of pack.parents) visit(parent);
  };
  visit(key);
  return found;
}

/** The packs that a pack names must exist, and none may rest on itself. */
export function checkRelatives(pack: WrittenPack, byKey: ReadonlyMap<string, WrittenPack>, problems: Problem[]): void {
  for (const name of [...pack.parents, ...pack.supersedes.map((entry) => entry.pack)]) {
    if (!byKey.has(name)) {
      const near = nearestNames(name, byKey.keys());
      const zh = `没有叫「${name}」的政策包。${near.length > 0 ? `是不是「${near.join('」「')}」？` : ''}`;
      problems.push(problemAt(pack.place, 'unknown-pack', zh, `No pack ${name}.`));
    } else if (relativesOf(name, byKey).includes(pack.key)) {
      problems.push(
        problemAt(
          pack.place,
          'cyclic-packs',
          `「${pack.key}」与「${name}」互为上级。`,
          `${pack.key} and ${name} rest on each other.`,
        ),
      );
    }
  }
}

/** The jurisdiction of a pack as the number that division chains use. */
export function jurisdictionOf(pack: Pick<Pack, 'jurisdiction'>): number {
  return pack.jurisdiction.code === '0' ? 0 : (parseDivisionCode(pack.jurisdiction.code) ?? -1);
}
