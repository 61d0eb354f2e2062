/** Why the system will not start. The process then ends with `START_REFUSED_EXIT_CODE`. */
export type StartRefusalCode =
  | 'data-folder-not-a-folder'
  | 'data-folder-foreign'
  | 'data-folder-not-writable'
  | 'data-folder-incomplete'
  | 'data-folder-other-version'
  | 'data-folder-in-use'
  | 'database-missing'
  | 'disk-full'
  | 'platform-unsupported'
  | 'no-unprivileged-account'
  | 'database-did-not-start'
  | 'server-unreachable'
  | 'server-refused-sign-in'
  | 'server-too-old'
  | 'database-newer'
  | 'key-missing'
  | 'key-wrong'
  | 'divisions-other-edition'
  | 'port-taken';

/**
 * The ground is missing: the data folder or the database cannot be used. `message` is one Chinese sentence and the
 * same sentence in English, each saying what is the matter, where, and what to do; nothing was damaged.
 */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
  readonly code: StartRefusalCode;
  readonly zh: string;
  readonly en: string;

  constructor(code: StartRefusalCode, zh: string, en: string, options?: { cause?: unknown }) {
    super(`${zh}\n${en}`, options);
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}

/** A refused start ends the process with 3: 0 is success, 1 a bug, 2 a wrong command line. */
export const START_REFUSED_EXIT_CODE = 3;

/** The code of a failed system call (`ENOENT`), or undefined. */
export function systemCallCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
