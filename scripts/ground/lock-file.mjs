import fs from 'node:fs';

/**
 * What is wrong with a lock file, as sentences. npm leaves a platform's program out when the registry did not have it
 * at that moment, and `npm ci` then refuses the whole file, here and everywhere; and it may write down which mirror it asked.
 */
export function lockFileFaults(lockFile) {
  const { packages } = JSON.parse(fs.readFileSync(lockFile, 'utf8'));
  const faults = [];
  for (const [place, entry] of Object.entries(packages)) {
    if (/^https?:/.test(entry.resolved ?? ''))
      faults.push(`${place} names a registry (${entry.resolved}); remove the "resolved" line`);
    for (const name of Object.keys(entry.optionalDependencies ?? {})) {
      if (find(packages, place, name)) continue;
      faults.push(
        `${name}, a program of ${place || 'the root'} for another platform, is missing; take a version that has all`,
      );
    }
  }
  return faults;
}

function find(packages, place, name) {
  for (let folder = place; ; folder = folder.replace(/(^|\/)[^/]*$/, '')) {
    if (packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}
