/** A file of a pack, `path` relative to the packs folder with forward slashes. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}
