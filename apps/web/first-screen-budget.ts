import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What the bundler says of one file of script, as far as the budget reads it. */
export interface Chunk {
  readonly code: string;
  readonly isEntry: boolean;
  readonly facadeModuleId: string | null;
  readonly imports: readonly string[];
}

export interface ScreenSize {
  readonly screen: string;
  readonly files: number;
  readonly gzipBytes: number;
}

interface Budget {
  readonly maxGzipBytes: number;
  /** The modules of each first screen that are loaded by page, ends of their paths. */
  readonly screens: Readonly<Record<string, readonly string[]>>;
}

/** Script that must arrive before each screen can be used: the entry, its pages, and all that they import at once. */
export function measureScreens(chunks: Readonly<Record<string, Chunk>>, screens: Budget['screens']): ScreenSize[] {
  return Object.entries(screens).map(([screen, modules]) => {
    const roots = Object.entries(chunks).filter(
      ([, chunk]) => chunk.isEntry || modules.some((module) => chunk.facadeModuleId?.endsWith(module)),
    );
    for (const module of modules) {
      if (!roots.some(([, chunk]) => chunk.facadeModuleId?.endsWith(module))) {
        throw new Error(
          `first-screen budget: no file of the build begins with ${module}; name the page's module again`,
        );
      }
    }
    const files = withImports(
      chunks,
      roots.map(([name]) => name),
    );
    const gzipBytes = files.reduce((sum, name) => sum + gzipSync(chunks[name]!.code).length, 0);
    return { screen, files: files.length, gzipBytes };
  });
}

/** Ends the build when a first screen has grown beyond its budget, and prints the sizes when it has not. */
export function firstScreenBudget({ maxGzipBytes, screens }: Budget): Plugin {
  return {
    name: 'daohu-first-screen-budget',
    apply: 'build',
    generateBundle(_, bundle) {
      const chunks: Record<string, Chunk> = {};
      for (const [name, output] of Object.entries(bundle)) if (output.type === 'chunk') chunks[name] = output;
      for (const { screen, files, gzipBytes } of measureScreens(chunks, screens)) {
        const size = `${screen}: ${(gzipBytes / 1024).toFixed(1)} KB gzip of script in ${files} files`;
        if (gzipBytes > maxGzipBytes) this.error(`${size}, above ${maxGzipBytes / 1024} KB: load what it needs later`);
        // For whoever builds on purpose; a clerk who starts the system has no use for it.
        if (process.env.CI || process.env.npm_lifecycle_event === 'build') {
          console.log(`first screen, ${size} (budget ${maxGzipBytes / 1024} KB)`);
        }
      }
    },
  };
}

function withImports(chunks: Readonly<Record<string, Chunk>>, roots: readonly string[]): string[] {
  const reached = new Set<string>();
  const queue = [...roots];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const chunk = chunks[name];
    if (!chunk || reached.has(name)) continue;
    reached.add(name);
    queue.push(...chunk.imports);
  }
  return [...reached];
}
