import path from 'node:path';
import { build as vite } from 'vite';
import { CannotGoOn, root } from './project.mjs';

/** Builds the officials' application by its own `vite.config.ts`. */
export async function build(outDir) {
  try {
    await vite({
      root: path.join(root, 'apps/web'),
      logLevel: 'error',
      clearScreen: false,
      build: { outDir, emptyOutDir: true },
    });
  } catch (error) {
    throw new CannotGoOn('网页应用构建失败：', 'Building the web application failed:', error.message);
  }
}
