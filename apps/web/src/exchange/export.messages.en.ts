import type { exportZhCn } from './export.messages.zh-cn.ts';

export const exportEn: typeof exportZhCn = {
  open: 'Export',
  title: 'Export the register',
  what: (place, year) => `${place}, ${year}`,
  set: 'Table',
  format: 'File format',
  xlsx: 'Excel workbook (.xlsx)',
  csv: 'CSV text (.csv, UTF-8)',
  masked: 'ID numbers, phones and bank cards are masked. A masked file cannot be imported again.',
  nothingToMask: 'This sheet holds no ID numbers; filled in, it can be imported again.',
  unmasked: 'Export whole numbers',
  unmaskedNote: 'This is logged; say what it is for.',
  reason: 'Purpose',
  reasonMissing: 'Say what the whole numbers are for.',
  faults: 'It cannot be exported yet:',
  download: 'Download',
  close: 'Close',
};
