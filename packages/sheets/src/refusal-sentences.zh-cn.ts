import { assertNever } from '@daohu/kernel';
import type { OtherFileKind, SheetPlace, SheetRefusal } from './sheet-refusal.ts';

/** The one place where a refused file becomes a sentence: what happened, where, and what to do. */
export function refusalSentence(refusal: SheetRefusal): string {
  switch (refusal.code) {
    case 'file-not-found':
      return `找不到文件“${refusal.path}”，请检查路径和文件名。`;
    case 'not-a-file':
      return `“${refusal.path}”不是文件，请选择一个 .xlsx 或 .csv 文件。`;
    case 'empty-file':
      return '文件是空的，请重新导出后再试。';
    case 'wrong-kind':
      return wrongKindSentence(refusal.found);
    case 'encrypted':
      return '文件设有打开密码，无法读取。请用 Excel 或 WPS 打开，去掉密码后另存为 .xlsx 再试。';
    case 'damaged':
      return `${at(refusal.place)}文件内容已损坏或不完整（${refusal.part}：${refusal.why}）。请用 Excel 或 WPS 打开并另存为新的 .xlsx，或者重新导出。`;
    case 'document-type-declared':
      return `文件的 ${refusal.part} 中含有文档类型声明（DTD），正常的表格没有这种内容，为安全起见不予读取。请核实文件来源，用 Excel 或 WPS 另存后再试。`;
    case 'no-sheets':
      return '工作簿中没有可读取的工作表。';
    case 'too-many-entries':
      return `压缩包内有 ${refusal.found} 个条目，超过上限 ${refusal.limit} 个，不像正常的表格，未予读取。请核实文件来源。`;
    case 'too-many-sheets':
      return `工作簿的工作表超过 ${refusal.limit} 个，请只保留需要导入的工作表后再试。`;
    case 'inflates-too-far':
      return refusal.by === 'ratio'
        ? `文件的 ${refusal.part} 解压后膨胀超过 ${refusal.limit} 倍，可能是压缩炸弹，未予读取。请核实文件来源，用 Excel 或 WPS 另存后再试。`
        : `文件的 ${refusal.part} 解压后超过 ${megabytes(refusal.limit)} MB，请拆分成几个文件，或另存为 CSV 后再试。`;
    case 'too-many-shared-strings':
      return `工作簿中不重复的文字超过 ${megabytes(refusal.limitBytes)} MB，请拆分成几个文件，或另存为 CSV 后再试。`;
    case 'too-many-rows':
      return `${at(refusal.place)}行数超过上限 ${refusal.limit} 行，请拆分成几个文件后再试。`;
    case 'too-many-columns':
      return `${at(refusal.place)}列数超过上限 ${refusal.limit} 列，请删除右侧多余的内容后再试。`;
    case 'cell-too-long':
      return `${at(refusal.place)}单元格内容超过 ${refusal.limit} 个字符，请缩短后再试。`;
    case 'encoding-unknown':
      return `无法识别文件的文字编码（第 ${refusal.byteOffset + 1} 个字节处），请用 Excel 或 WPS 另存为“CSV UTF-8”或 .xlsx 后再试。`;
    case 'encoding-broken':
      return `${at(refusal.place)}有不符合 ${refusal.encoding.toUpperCase()} 编码的字节，该行或其后不远处的文字已损坏。请用 Excel 或 WPS 打开核对，另存为“CSV UTF-8”或 .xlsx 后再试。`;
    case 'quote-not-closed':
      return `${at(refusal.place)}双引号没有配对，其后的内容无法分列。请补上或删除多余的双引号后再试。`;
    default:
      return assertNever(refusal);
  }
}

function wrongKindSentence(found: OtherFileKind): string {
  switch (found) {
    case 'xls':
      return '这是旧格式的 .xls 文件，请用 Excel 或 WPS 打开后另存为 .xlsx 再试。';
    case 'xlsb':
      return '这是二进制格式的 .xlsb 文件，请用 Excel 打开后另存为 .xlsx 再试。';
    case 'ods':
      return '这是 OpenDocument 文件，请打开后另存为 .xlsx 再试。';
    case 'word':
      return '这是 Word 文档，不是表格。请把表格复制到 Excel 或 WPS 表格，另存为 .xlsx 再试。';
    case 'pdf':
      return '这是 PDF 文件，不是表格，请向提供方索取 .xlsx 或 .csv 文件。';
    case 'html':
      return '这个文件其实是网页表格（有些系统导出的“.xls”就是这样），请用 Excel 或 WPS 打开后另存为 .xlsx 再试。';
    case 'xml-spreadsheet':
      return '这是 XML 表格（Excel 2003 XML），请用 Excel 或 WPS 打开后另存为 .xlsx 再试。';
    case 'zip':
      return '这是压缩包，不是表格，请解压后选择其中的 .xlsx 或 .csv 文件。';
    case 'binary':
      return '这不是表格文件，请选择 .xlsx 或 .csv 文件。';
    default:
      return assertNever(found);
  }
}

function at(place: SheetPlace | null): string {
  if (place === null) return '';
  if (place.address !== null) return `工作表“${place.sheet}”的 ${place.address} 单元格：`;
  return place.rowNumber === null ? `工作表“${place.sheet}”：` : `工作表“${place.sheet}”第 ${place.rowNumber} 行：`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
