const NO_ROOM: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** Whether what failed is a full disk: of the operating system, or as PostgreSQL says it (`disk_full`). */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return NO_ROOM.has(code) || /No space left on device/.test(error.message) || isDiskFull(cause);
}
