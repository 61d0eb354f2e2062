import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

/**
 * 个人敏感信息加密: ID numbers, bank cards, phones and disability cards at rest. AES-256-GCM for reading back,
 * HMAC-SHA-256 for finding again without reading. Each ciphertext starts with the number of its suite, so that a
 * change of suite or key needs no guess: suite (1 byte) · nonce (12) · text · tag (16).
 */
export interface PersonalDataCipher {
  encrypt(text: string): Buffer;
  decrypt(cipher: Buffer): string;
  /** Same text, same hash, on this instance only: the key is part of it. 16 bytes. */
  hash(text: string): Buffer;
}

const SUITE_AES_256_GCM = 1;
const NONCE = 12;
const TAG = 16;

/** `masterKey` is 32 random bytes; the keys for reading and for finding are derived from it and never equal. */
export function personalDataCipher(masterKey: Buffer): PersonalDataCipher {
  if (masterKey.length !== 32) throw new TypeError('the master key must be 32 bytes');
  const derive = (purpose: string) => Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), purpose, 32));
  const readingKey = derive('daohu personal data v1');
  const findingKey = derive('daohu look-up v1');
  const nonces = nonceSource();
  return {
    encrypt(text) {
      const nonce = nonces();
      const cipher = createCipheriv('aes-256-gcm', readingKey, nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(SUITE_AES_256_GCM), nonce, body, cipher.getAuthTag()]);
    },
    decrypt(sealed) {
      if (sealed[0] !== SUITE_AES_256_GCM) throw new Error(`unknown cipher suite ${sealed[0]}`);
      const decipher = createDecipheriv('aes-256-gcm', readingKey, sealed.subarray(1, 1 + NONCE));
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
      const body = sealed.subarray(1 + NONCE, sealed.length - TAG);
      return decipher.update(body, undefined, 'utf8') + decipher.final('utf8');
    },
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
