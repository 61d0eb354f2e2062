import { indexSchema, type Schema } from '../schema.ts';
import { Library } from './library.ts';
import { linkPacks } from './link-packs.ts';
import type { Clause, Document } from './pack.ts';
import type { PackFile } from './pack-file.ts';
import { PacksRefused, type Problem, problemAt } from './problem.ts';
import { readPack } from './read-pack.ts';
import type { WrittenPack } from './written.ts';

/** A library of the files of all packs. Throws `PacksRefused` with all problems when one cannot be trusted. */
export function loadPackFiles(files: readonly PackFile[], schema: Schema): Library {
  const problems: Problem[] = [];
  const library = buildLibrary(files, schema, problems);
  if (problems.length > 0) throw new PacksRefused(problems);
  return library;
}

/** Makes a library of the files of all packs (`hubei-plan/pack.yaml` …); what is wrong with them goes to `problems`. */
export function buildLibrary(files: readonly PackFile[], schema: Schema, problems: Problem[]): Library {
  const indexed = indexSchema(schema);
  const folders = new Map<string, PackFile[]>();
  for (const file of files) {
    const key = file.path.slice(0, file.path.indexOf('/'));
    folders.set(key, [...(folders.get(key) ?? []), file]);
  }
  const clauses = new Map<string, Clause>();
  const documents = new Map<string, Document>();
  const written: WrittenPack[] = [];
  for (const [key, own] of folders) {
    const inventory = own.find((file) => file.path === `${key}/clauses.json`);
    if (inventory) readClauses(inventory, clauses, documents, problems);
    const pack = readPack(key, own, indexed, problems);
    if (pack) written.push(pack);
  }
  return new Library(linkPacks(written, indexed, problems), indexed, clauses, documents);
}

function readClauses(
  file: PackFile,
  clauses: Map<string, Clause>,
  documents: Map<string, Document>,
  problems: Problem[],
): void {
  try {
    const inventory = JSON.parse(file.text) as { document: Document; clauses: readonly Clause[] };
    documents.set(inventory.document.key, inventory.document);
    for (const clause of inventory.clauses) clauses.set(clause.id, clause);
  } catch (cause) {
    const place = { file: file.path, line: 1, column: 1 };
    const zh = '条款文件读不懂。请用 scripts/bring/clauses.mjs 重新生成。';
    problems.push(problemAt(place, 'file-unreadable', zh, `Clauses cannot be read: ${String(cause)}`));
  }
}
