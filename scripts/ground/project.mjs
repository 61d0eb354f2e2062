import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout, wherever the command was given. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A failure the user can mend: only its sentence is shown, in Chinese and in English, and the process ends with 3. */
export class CannotGoOn extends Error {
  constructor(zh, en, detail = '') {
    super(`${zh}\n${en}${detail && `\n${detail}`}`);
    this.name = 'CannotGoOn';
  }
}

/** Runs a script of this folder and turns what it throws into one clear message and an exit code. */
export async function runScript(run) {
  try {
    await run();
  } catch (error) {
    console.error(error instanceof CannotGoOn ? error.message : error);
    process.exit(error instanceof CannotGoOn ? 3 : 1);
  }
}
