import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { policySchema } from '@daohu/domain/standards';
import { type Library, loadPackFiles, type PackFile } from '@daohu/policy';
import { readPackFiles } from '@daohu/policy/node';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Of the real packs what the two exit rules rest on. */
const LAW =
  /^(national|hubei-plan|hubei-2015)\/(pack\.yaml|clauses\.json|parameters\/|series\/|(.*\/)?exit-(household|village)\.)/;

/** The real rules of Hubei's plan together with the bench's own, which say no law. */
export function benchFiles(): PackFile[] {
  const law = readPackFiles(path.join(root, 'packs')).filter((file) => LAW.test(file.path));
  const own = readPackFiles(path.join(root, 'bench/policy'));
  return [...law, ...own.map(({ path: own, text }) => ({ path: own.replace(/^pack/, 'bench'), text }))];
}

export function benchLibrary(): Library {
  return loadPackFiles(benchFiles(), policySchema);
}

export const RULES = [
  'bench-school-gap',
  'bench-insured',
  'bench-able',
  'bench-student-aid',
  'bench-disability-aid',
  'bench-work-aid',
  'exit-household',
  'bench-household-aid',
  'bench-household-work',
  'bench-all-insured',
  'bench-needs-work',
  'bench-low-income',
  'bench-dibao-gap',
  'bench-house-repair',
  'bench-relocation',
  'bench-return-risk',
  'exit-village',
  'bench-village-incidence',
  'bench-village-ready',
  'bench-village-aid',
  'bench-village-insured',
] as const;
export const DATE = '2016-12-31';
