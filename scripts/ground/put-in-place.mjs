import fs from 'node:fs';
import path from 'node:path';

const KEEP_OLD_FILES_MS = 24 * 3600_000;

/**
 * Moves the files of a new build in, parts before what names them. A file that the new build lacks stays for a day from
 * now: a running server or an open page may still ask for the parts it was made with. `list` is where the names of the
 * current files are written down, so that the day begins when a file is replaced and not when it was built.
 */
export function putInPlace(staging, target, list) {
  fs.mkdirSync(target, { recursive: true });
  const files = filesIn(staging).sort((a, b) => namesOthers(a) - namesOthers(b));
  for (const file of files) {
    fs.mkdirSync(path.dirname(path.join(target, file)), { recursive: true });
    fs.renameSync(path.join(staging, file), path.join(target, file));
  }
  const current = new Set(files);
  const before = namesIn(list);
  const now = new Date();
  for (const file of filesIn(target)) {
    if (current.has(file)) continue;
    const old = path.join(target, file);
    if (before === null || before.has(file)) fs.utimesSync(old, now, now);
    else if (now.getTime() - fs.statSync(old).mtimeMs > KEEP_OLD_FILES_MS) fs.rmSync(old);
  }
  fs.writeFileSync(list, JSON.stringify(files));
}

/** Parts carry their hash in their name; the page, the programs and the starts of threads name them. */
function namesOthers(file) {
  return /(^|\/)(part-|assets\/)/.test(file.replaceAll('\\', '/')) ? 0 : 1;
}

function namesIn(list) {
  try {
    return new Set(JSON.parse(fs.readFileSync(list, 'utf8')));
  } catch {
    // No list, or one cut short: nobody knows since when the old files are old.
    return null;
  }
}

function filesIn(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)));
}
