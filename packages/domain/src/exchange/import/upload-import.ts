import type { Work } from '@daohu/db';
import { done, type Outcome, refuse } from '@daohu/kernel';
import type { Actor } from '../../access/index.ts';
import type { ImportRefusal } from '../contract.ts';
import { columnsShown } from './find-header.ts';
import { inspectFile, meaningZh } from './inspect-file.ts';
import { storableText } from './storable-text.ts';
import { insertImport } from './store.ts';

const NAME_MAX = 200;

export interface UploadedFile {
  readonly path: string;
  /** As the user knows it; it may name the county and the year. */
  readonly name: string;
  readonly bytes: number;
  readonly sha256: Buffer;
}

/** 上传待导入的文件. Recognises the set by its headers and suggests year and place; reads no row yet. */
export async function uploadImport(
  work: Work<Actor>,
  file: UploadedFile,
): Promise<Outcome<{ importId: number }, ImportRefusal>> {
  const { actor, db } = work;
  const name = storableText(file.name).slice(0, NAME_MAX);
  const inspected = await inspectFile(db, file.path, name, actor);
  if (!inspected.ok) return inspected;
  const { header, sheetName, suggestedYear, suggestedWithin } = inspected.value;
  // A clerk below the county level means the own place unless the file says a narrower one.
  const own = actor.divisionLevel === 'nation' || actor.divisionLevel === 'province' ? null : actor.division;
  if (header.match.columns.length === 0) return refuse({ code: 'set-not-recognised', labels: header.labels });
  return done({
    importId: await insertImport(db, {
      accountId: actor.accountId,
      accountName: actor.name,
      division: actor.division,
      fileName: name,
      fileBytes: file.bytes,
      fileSha256: file.sha256,
      set: header.match.set.id,
      sheetName: storableText(sheetName),
      columns: columnsShown(header, meaningZh),
      missingColumns: header.match.missing.filter((column) => column.role !== 'unread').map((column) => column.label),
      suggestedYear,
      suggestedWithin: suggestedWithin ?? own,
    }),
  });
}
