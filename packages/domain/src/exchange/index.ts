export { type ExportOptions, exportRegister } from './export-register.ts';
export { applyImport, cancelImport, refreshPreview } from './import/apply-import.ts';
export { confirmImport, type ReadOptions, readImport } from './import/read-import.ts';
export { type RefusedSheet, refusedSheet } from './import/refused-workbook.ts';
export { importOf, listImportRows, listImports, showImport } from './import/show-import.ts';
export { failInterrupted, findImport, setState } from './import/store.ts';
export { undoImport } from './import/undo-import.ts';
export { type UploadedFile, uploadImport } from './import/upload-import.ts';
export { rekeyImports } from './rekey-county.ts';
