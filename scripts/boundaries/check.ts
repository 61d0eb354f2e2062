import * as path from 'node:path';
import { BROWSERS, CONTRACT_MAY_READ, MAY_READ, NODE_ROOM, PORTAL_READS, ROW_OF_NOUN, WITHOUT_NODE } from './map.ts';
import type { Import } from './read-imports.ts';

export interface Crossing {
  readonly file: string;
  readonly line: number;
  /** What is wrong and what to do. */
  readonly sentence: string;
}

/** A place on the map: the package or app, and within `domain` the noun. */
interface Place {
  readonly package: string;
  readonly noun: string | null;
}

/** Every import that crosses a boundary of the map. `declared` names the npm packages of each workspace's package.json. */
export function findCrossings(
  imports: readonly Import[],
  declared: Readonly<Record<string, readonly string[]>>,
): Crossing[] {
  const browserFiles = filesReadByBrowsers(imports);
  const crossings = imports.flatMap((one) => {
    const sentence = judge(one, browserFiles.has(one.file), declared);
    return sentence === null ? [] : [{ file: one.file, line: one.line, sentence }];
  });
  // `export { a, b } from` is one import for the reader.
  return [...new Map(crossings.map((one) => [`${one.file}:${one.line} ${one.sentence}`, one])).values()];
}

function judge(
  { file, specifier }: Import,
  readByBrowsers: boolean,
  declared: Readonly<Record<string, readonly string[]>>,
): string | null {
  const from = placeOf(file);
  if (from === null) return null;
  const isTest = isTestFile(file);

  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    const to = placeOf(target);
    if (to === null) return isTest ? null : `${specifier} lies outside of every package; move what is shared into one`;
    if (to.package !== from.package) return `import ${to.package} by its name, @daohu/${to.package}, not by its path`;
    const room = NODE_ROOM[from.package];
    if (room && !isTest && target.startsWith(room) && !file.startsWith(room))
      return `${room} uses Node; the rest of ${from.package} runs without it and may not read it`;
    if (from.package === 'domain') return judgeNouns(from, to, doorOf(target), readByBrowsers && !isTest);
    return null;
  }

  if (specifier.startsWith('@daohu/')) {
    const [, target = '', noun = null, door = null] = specifier.split('/');
    if (target === from.package && target !== 'domain') return 'a package imports its own files by relative paths';
    if (target === 'testkit') return isTest ? null : 'testkit is for tests only';
    if (!MAY_READ[from.package]?.includes(target) && target !== from.package) {
      return `${from.package} may not read ${target}; it reads ${MAY_READ[from.package]?.join(', ') || 'no other package'}`;
    }
    if (readByBrowsers && !isTest && target !== 'domain' && !CONTRACT_MAY_READ.includes(target)) {
      return `browsers read this file, so it may not read ${target} (only ${CONTRACT_MAY_READ.join(', ')})`;
    }
    if (target !== 'domain' && noun === 'node' && WITHOUT_NODE.includes(from.package) && !isTest) {
      return `${from.package} runs without Node, so it may not read ${specifier}`;
    }
    if (target !== 'domain') return undeclared(from, '@daohu/', target, declared, isTest);
    return judgeDomainDoor(from, noun, door, isTest) ?? undeclared(from, '@daohu/', target, declared, isTest);
  }

  if (isTest) return null;
  if (specifier.startsWith('node:')) {
    const room = NODE_ROOM[from.package];
    if (WITHOUT_NODE.includes(from.package) && !(room && file.startsWith(room)))
      return `${from.package} runs without Node, so it may not import ${specifier}`;
    if (readByBrowsers) return `browsers read this file, so it may not import ${specifier}`;
    return null;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  return undeclared(from, '', name, declared, isTest);
}

function judgeDomainDoor(from: Place, noun: string | null, door: string | null, isTest: boolean): string | null {
  if (noun === null) return 'domain has no door of its own; import one of its nouns';
  if (BROWSERS.includes(from.package) && !isTest && door !== 'contract' && door !== 'labels') {
    return `a browser reads only @daohu/domain/${noun}/contract and @daohu/domain/${noun}/labels`;
  }
  if (from.package === 'portal' && noun !== PORTAL_READS) return `the portal reads only the noun ${PORTAL_READS}`;
  if (from.package !== 'domain') return null;
  return judgeNouns(from, { package: 'domain', noun }, 'index', false);
}

function judgeNouns(from: Place, to: Place, door: string | null, mustBeContract: boolean): string | null {
  if (to.noun === from.noun) return null;
  if (to.noun === null || from.noun === null) return 'every file of domain lies in the folder of a noun';
  const fromRow = ROW_OF_NOUN[from.noun];
  const toRow = ROW_OF_NOUN[to.noun];
  if (fromRow === undefined)
    return `${from.noun} is not a noun of the map; add it to a row in scripts/boundaries/map.ts`;
  if (toRow === undefined) return `${to.noun} is not a noun of the map; add it to a row in scripts/boundaries/map.ts`;
  if (toRow >= fromRow) {
    return `${from.noun} (row ${fromRow}) may not read ${to.noun} (row ${toRow}); listen to an event instead`;
  }
  if (door === null) return `read ${to.noun} through its door: index.ts, or contract.ts and labels.zh-cn.ts`;
  if (mustBeContract && door === 'index')
    return `browsers read this file, so it may read only the contract of ${to.noun}`;
  return null;
}

/** Phantom packages work only while another workspace happens to install them. */
function undeclared(
  from: Place,
  prefix: string,
  name: string,
  declared: Readonly<Record<string, readonly string[]>>,
  isTest: boolean,
): string | null {
  const known = declared[from.package];
  if (isTest || known === undefined || known.includes(prefix + name)) return null;
  return `${prefix}${name} is not among the dependencies in the package.json of ${from.package}`;
}

/** Contracts, labels, and all they import inside their noun. */
function filesReadByBrowsers(imports: readonly Import[]): Set<string> {
  const next = new Map<string, string[]>();
  for (const { file, specifier } of imports) {
    if (!specifier.startsWith('.') || !file.startsWith('packages/domain/')) continue;
    const target = path.posix.join(path.posix.dirname(file), specifier);
    next.set(file, [...(next.get(file) ?? []), target]);
  }
  const doors = new Set([...next.keys(), ...imports.map(({ file }) => file)].filter(isBrowserDoor));
  const reached = new Set<string>();
  const open = [...doors];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    const noun = placeOf(file)?.noun;
    open.push(...(next.get(file) ?? []).filter((target) => placeOf(target)?.noun === noun));
  }
  return reached;
}

function isBrowserDoor(file: string): boolean {
  return /^packages\/domain\/src\/[^/]+\/(contract|labels\.zh-cn)\.ts$/.test(file);
}

function doorOf(file: string): 'index' | 'contract' | 'labels' | null {
  const name = path.posix.basename(file);
  if (!/^packages\/domain\/src\/[^/]+\/[^/]+$/.test(file)) return null;
  if (name === 'index.ts') return 'index';
  if (name === 'contract.ts') return 'contract';
  return name === 'labels.zh-cn.ts' ? 'labels' : null;
}

function placeOf(file: string): Place | null {
  const match = /^(?:packages|apps)\/([^/]+)\/(?:src\/(?:([^/]+)\/)?)?/.exec(file);
  if (match === null) return null;
  const name = match[1] as string;
  return { package: name, noun: name === 'domain' ? (match[2] ?? null) : null };
}

/** Tests, what they share beside the code (`test-system.ts`), and the kit itself. */
function isTestFile(file: string): boolean {
  return /\.(test|fixture)\.tsx?$|\/test-[^/]+\.ts$/.test(file) || file.startsWith('packages/testkit/');
}

/** Who reads whom today, as arrows `from --> to` between packages and between nouns. */
export function arrows(imports: readonly Import[]): { packages: string[]; nouns: string[] } {
  const packages = new Set<string>();
  const nouns = new Set<string>();
  for (const { file, specifier } of imports) {
    const from = placeOf(file);
    if (from === null || isTestFile(file)) continue;
    if (specifier.startsWith('@daohu/')) {
      const target = specifier.split('/')[1] as string;
      if (target !== from.package) packages.add(`${from.package} --> ${target}`);
    }
    if (from.noun !== null && specifier.startsWith('.')) {
      const to = placeOf(path.posix.join(path.posix.dirname(file), specifier));
      if (to?.noun && to.noun !== from.noun) nouns.add(`${from.noun} --> ${to.noun}`);
    }
  }
  return { packages: [...packages].sort(), nouns: [...nouns].sort() };
}
