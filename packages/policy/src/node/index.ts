/** The door for Node: packs from a folder of files. Everything else is in `@daohu/policy`, which runs in a browser too. */
export { checkPacks, loadPacks, readPackFiles, testPacks } from './pack-folder.ts';
