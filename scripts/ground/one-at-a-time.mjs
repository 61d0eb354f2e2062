import { randomUUID } from 'node:crypto';
import fs from 'node:fs';

const GIVE_UP_ON_LOCK_AFTER_MS = 30 * 60_000;

/**
 * Runs `work` while no other process holds the lock file. The lock of a process that no longer lives is taken over.
 * `onWait` is told once when we have to wait.
 */
export async function oneAtATime(lockFile, onWait, work) {
  let told = false;
  while (!take(lockFile)) {
    if (!told) onWait();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(lockFile, { force: true });
  }
}

function take(lockFile) {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (!isAbandoned(lockFile)) return false;
  // Renamed before it is removed: of several that find it abandoned only one succeeds, and none removes a fresh lock.
  const aside = `${lockFile}.${randomUUID().slice(0, 8)}`;
  try {
    fs.renameSync(lockFile, aside);
    if (!isAbandoned(aside)) fs.renameSync(aside, lockFile);
    else fs.rmSync(aside, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function isAbandoned(lockFile) {
  try {
    const pid = Number(fs.readFileSync(lockFile, 'utf8'));
    const age = Date.now() - fs.statSync(lockFile).mtimeMs;
    // An empty file is a lock between its creation and its first word.
    if (!(pid > 0)) return age > 10_000;
    return age > GIVE_UP_ON_LOCK_AFTER_MS || !isAlive(pid);
  } catch (error) {
    if (error.code === 'ENOENT') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
