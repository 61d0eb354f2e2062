/** 退出码, documented in docs/operations/command-line.md. */
export const EXIT = {
  ok: 0,
  /** A mistake of ours: told with its trace. */
  bug: 1,
  wrongArguments: 2,
  /** The ground is missing: data folder, database, key (`StartRefused`). */
  startRefused: 3,
  /** The command was refused; the sentence says why and what to do. Nothing was changed. */
  refused: 4,
  cancelled: 130,
} as const;
