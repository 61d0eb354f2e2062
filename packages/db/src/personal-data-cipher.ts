import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * 个人敏感信息加密: ID numbers, bank cards, phones and disability cards at rest. AES-256-GCM for reading back,
 * HMAC-SHA-256 for finding again without reading. Each ciphertext starts with the number of its suite, so that a
 * change of suite or key needs no guess: suite (1 byte) · nonce (12) · text · tag (16).
 */
export interface PersonalDataCipher {
  encrypt(text: string): Buffer;
  decrypt(cipher: Buffer): string;
  /** The same for bytes, such as the cells of a file. */
  seal(bytes: Buffer): Buffer;
  unseal(sealed: Buffer): Buffer;
  /** Same text, same hash, on this instance only: the key is part of it. 16 bytes. */
  hash(text: string): Buffer;
}

const SUITE_AES_256_GCM = 1;
const SUITE = Buffer.of(SUITE_AES_256_GCM);
const NONCE = 12;
const TAG = 16;

/** `masterKey` is 32 random bytes; the keys for reading and for finding are derived from it and never equal. */
export function personalDataCipher(masterKey: Buffer): PersonalDataCipher {
  if (masterKey.length !== 32) throw new TypeError('the master key must be 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), purpose, 32));
  const readingKey = derive('daohu personal data v1');
  const findingKey = derive('daohu look-up v1');
  const nonces = nonceSource();
  const seal = (bytes: Buffer): Buffer => {
    const nonce = nonces();
    const cipher = createCipheriv('aes-256-gcm', readingKey, nonce);
    const body = cipher.update(bytes);
    return Buffer.concat([SUITE, nonce, body, cipher.final(), cipher.getAuthTag()]);
  };
  const unseal = (sealed: Buffer): Buffer => {
    if (sealed[0] !== SUITE_AES_256_GCM) throw new Error(`unknown cipher suite ${sealed[0]}`);
    const decipher = createDecipheriv('aes-256-gcm', readingKey, sealed.subarray(1, 1 + NONCE));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(1 + NONCE, sealed.length - TAG)), decipher.final()]);
  };
  return {
    seal,
    unseal,
    encrypt: (text) => seal(Buffer.from(text, 'utf8')),
    decrypt: (sealed) => unseal(sealed).toString('utf8'),
    hash: (text) => createHmac('sha256', findingKey).update(text, 'utf8').digest().subarray(0, 16),
  };
}

/** Random bytes are drawn 64 KiB at a time: one system call for thousands of nonces instead of one each. */
function nonceSource(): () => Buffer {
  let pool = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at + NONCE > pool.length) {
      pool = randomBytes(NONCE * 5461);
      at = 0;
    }
    at += NONCE;
    return pool.subarray(at - NONCE, at);
  };
}
