import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { type Connection, StartRefused, sql } from '@daohu/db';

const KEY_BYTES = 32;

/**
 * 主密钥: 32 bytes that open the encrypted items, from the environment (`DAOHU_KEY`, base64) or from a file that only
 * its owner may read. Made at the first start; without it an existing register cannot be read, so it is never remade.
 */
export async function masterKey(
  dataFolder: string,
  fromEnvironment: string | undefined,
  owner: Connection,
): Promise<Buffer> {
  const file = path.join(dataFolder, 'keys', 'master.key');
  const known = await owner.maybeOne<{ value: string }>(sql`select value from instance_fact where name = 'key-check'`);
  const key = fromEnvironment ? fromText(fromEnvironment, 'DAOHU_KEY') : readOrMake(file, known !== null);
  const check = createHmac('sha256', key).update('daohu key check').digest();
  if (!known) {
    await owner.execute(sql`
      insert into instance_fact (name, value) values ('key-check', to_jsonb(${check.toString('hex')}::text))
      on conflict do nothing`);
  } else if (!timingSafeEqual(Buffer.from(known.value, 'hex'), check)) {
    throw new StartRefused(
      'key-wrong',
      `密钥与数据库不符（${fromEnvironment ? '环境变量 DAOHU_KEY' : file}）。请换回建库时的密钥；没有它，已加密的证件号码无法读出。`,
      `The key (${fromEnvironment ? 'environment variable DAOHU_KEY' : file}) is not the one this database was made with. Put that key back.`,
    );
  }
  return key;
}

function readOrMake(file: string, mustExist: boolean): Buffer {
  if (fs.existsSync(file)) return fromText(fs.readFileSync(file, 'utf8'), file);
  if (mustExist) {
    throw new StartRefused(
      'key-missing',
      `找不到密钥文件 ${file}，而数据库中已有加密的数据。请从备份中恢复该文件，或设置环境变量 DAOHU_KEY。`,
      `The key file ${file} is missing, and the database holds encrypted data. Restore the file from a backup, or set DAOHU_KEY.`,
    );
  }
  const key = randomBytes(KEY_BYTES);
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  // Whole or not at all: a key that was half written would lock the register for ever.
  const half = `${file}.${process.pid}`;
  fs.writeFileSync(half, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    fs.linkSync(half, file);
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(half);
  }
  return fromText(fs.readFileSync(file, 'utf8'), file);
}

function fromText(text: string, from: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new StartRefused(
      'key-wrong',
      `${from} 中的密钥不是32字节的base64文本，请核对。`,
      `The key in ${from} is not 32 bytes in base64. Check it.`,
    );
  }
  return key;
}
