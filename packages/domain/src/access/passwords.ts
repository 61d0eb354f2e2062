import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

export const PASSWORD_LENGTH_MIN = 10;

/** argon2id with the OWASP minimum of 19 MiB and two passes: about 20 ms on one core. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), COST);
}

export async function passwordMatches(passwordHash: string, password: string): Promise<boolean> {
  return verify(passwordHash, password.normalize('NFKC'));
}

/** Hash that no password has: an unknown name costs as much time as a wrong password. */
let nobody: Promise<string> | undefined;
export async function spendAsMuchAsVerifying(password: string): Promise<void> {
  nobody ??= hashPassword(`${randomInt(2 ** 47)}`);
  await passwordMatches(await nobody, password);
}

/** Readable letters and digits only: it is read from a screen or a slip of paper (no 0/O, 1/l/I). */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

export function issuePassword(): string {
  const letters = Array.from({ length: 14 }, () => ALPHABET[randomInt(ALPHABET.length)]);
  return `${letters.slice(0, 5).join('')}-${letters.slice(5, 10).join('')}-${letters.slice(10).join('')}`;
}
