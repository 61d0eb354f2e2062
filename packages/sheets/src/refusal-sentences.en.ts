import { assertNever } from '@daohu/kernel';
import type { OtherFileKind, SheetPlace, SheetRefusal } from './sheet-refusal.ts';

/** The sentence of `refusalSentence` in English: what happened, where, and what to do. */
export function refusalSentenceEn(refusal: SheetRefusal): string {
  switch (refusal.code) {
    case 'file-not-found':
      return `There is no file “${refusal.path}”. Check the path and the name.`;
    case 'not-a-file':
      return `“${refusal.path}” is not a file. Choose an .xlsx or .csv file.`;
    case 'empty-file':
      return 'The file is empty. Export it again.';
    case 'wrong-kind':
      return wrongKindSentence(refusal.found);
    case 'encrypted':
      return 'The file is protected by a password. Open it in Excel or WPS, remove the password and save it as .xlsx.';
    case 'damaged':
      return `${at(refusal.place)}The file is damaged or incomplete (${refusal.part}: ${refusal.why}). Open it in Excel or WPS and save it as a new .xlsx, or export it again.`;
    case 'document-type-declared':
      return `${refusal.part} of the file declares a document type (DTD), which no proper workbook does; for safety it is not read. Check where the file comes from, or save it again from Excel or WPS.`;
    case 'no-sheets':
      return 'The workbook has no sheet that can be read.';
    case 'too-many-entries':
      return `The file packs ${refusal.found} entries, more than the ${refusal.limit} of any proper workbook, and is not read. Check where it comes from.`;
    case 'too-many-sheets':
      return `The workbook has more than ${refusal.limit} sheets. Keep only those to import.`;
    case 'inflates-too-far':
      return refusal.by === 'ratio'
        ? `${refusal.part} of the file unpacks to more than ${refusal.limit} times its size, as a zip bomb does, and is not read. Check where the file comes from, or save it again from Excel or WPS.`
        : `${refusal.part} of the file unpacks to more than ${megabytes(refusal.limit)} MB. Split the file, or save it as CSV.`;
    case 'too-many-shared-strings':
      return `The workbook holds more than ${megabytes(refusal.limitBytes)} MB of different texts. Split the file, or save it as CSV.`;
    case 'too-many-rows':
      return `${at(refusal.place)}More than ${refusal.limit} rows. Split the file.`;
    case 'too-many-columns':
      return `${at(refusal.place)}More than ${refusal.limit} columns. Delete what stands on the right.`;
    case 'cell-too-long':
      return `${at(refusal.place)}The cell holds more than ${refusal.limit} characters. Shorten it.`;
    case 'encoding-unknown':
      return `The encoding of the text is not known (at byte ${refusal.byteOffset + 1}). Save the file as “CSV UTF-8” or .xlsx in Excel or WPS.`;
    case 'encoding-broken':
      return `${at(refusal.place)}Bytes that are not ${refusal.encoding.toUpperCase()}: text in this row or soon after it is damaged. Check it in Excel or WPS and save it as “CSV UTF-8” or .xlsx.`;
    case 'quote-not-closed':
      return `${at(refusal.place)}A double quote is not closed, so what follows cannot be split into columns. Add or remove the quote.`;
    default:
      return assertNever(refusal);
  }
}

function wrongKindSentence(found: OtherFileKind): string {
  switch (found) {
    case 'xls':
      return 'This is an old .xls file. Open it in Excel or WPS and save it as .xlsx.';
    case 'xlsb':
      return 'This is a binary .xlsb file. Open it in Excel and save it as .xlsx.';
    case 'ods':
      return 'This is an OpenDocument file. Open it and save it as .xlsx.';
    case 'word':
      return 'This is a Word document and not a workbook. Copy its table into Excel or WPS and save that as .xlsx.';
    case 'pdf':
      return 'This is a PDF and not a workbook. Ask whoever sent it for an .xlsx or .csv file.';
    case 'html':
      return 'This file is in truth a web page with a table, as some systems export “.xls”. Open it in Excel or WPS and save it as .xlsx.';
    case 'xml-spreadsheet':
      return 'This is an XML workbook (Excel 2003 XML). Open it in Excel or WPS and save it as .xlsx.';
    case 'zip':
      return 'This is an archive and not a workbook. Unpack it and choose the .xlsx or .csv file in it.';
    case 'binary':
      return 'This is not a workbook. Choose an .xlsx or .csv file.';
    default:
      return assertNever(found);
  }
}

function at(place: SheetPlace | null): string {
  if (place === null) return '';
  if (place.address !== null) return `Sheet “${place.sheet}”, cell ${place.address}: `;
  return place.rowNumber === null ? `Sheet “${place.sheet}”: ` : `Sheet “${place.sheet}”, row ${place.rowNumber}: `;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
