/** The door for Node: packs from a folder of files, and threads. Everything else is in `@daohu/policy`, which runs in a browser too. */
export type { SnapshotNote, SnapshotRefusal } from '../columns/index.ts';
export { ColumnThreads } from './column-threads.ts';
export { checkPacks, loadPacks, readPackFiles, testPacks } from './pack-folder.ts';
export { loadSnapshot, saveSnapshot } from './snapshot-file.ts';
