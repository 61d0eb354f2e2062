import { createHash, randomBytes } from 'node:crypto';

/** What opens a session: 32 random bytes that only the browser's cookie holds. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of it: enough to find the session, not to open it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
