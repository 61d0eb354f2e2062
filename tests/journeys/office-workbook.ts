import { idCheckDigit } from '@daohu/dictionary';
import ExcelJS from 'exceljs';

const HEADERS = [
  '序号',
  '县(市、区、旗)',
  '乡(镇)',
  '行政村',
  '户编号',
  '姓名',
  '证件号码',
  '人数',
  '与户主关系',
  '民族',
  '文化程度',
  '在校生状况',
  '健康状况',
  '劳动技能',
  '务工时间(月)',
  '脱贫属性',
  '贫困户属性',
  '主要致贫原因',
  '危房户',
  '饮水安全',
  '人均纯收入',
] as const;

/** An ID number of nobody: the region 429921 does not exist. */
export function inventedIdNumber(born: string, sequence: number): string {
  const first17 = `429921${born}${String(sequence).padStart(3, '0')}`;
  return first17 + idCheckDigit(first17);
}

export interface OfficeRow {
  readonly householdNo: string;
  readonly name: string;
  /** A number is what a spreadsheet makes of an ID that was not kept as text. */
  readonly idNumber: string | number;
  readonly relation: string;
  readonly income: number;
}

/** 建档立卡贫困人口信息 (R1) as an office sends it: a merged title, a line of remarks, the header on the third row. */
export async function officeWorkbook(file: string, rows: readonly OfficeRow[]): Promise<void> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Sheet1');
  sheet.addRow(['青石县2017年建档立卡贫困人口信息表']);
  sheet.mergeCells(1, 1, 1, HEADERS.length);
  sheet.addRow(['填报单位：青石县扶贫办　　单位：元、人']);
  sheet.addRow([...HEADERS]);
  for (const [index, { householdNo, name, idNumber, relation, income }] of rows.entries()) {
    const size = rows.filter((row) => row.householdNo === householdNo).length;
    sheet.addRow([
      index + 1,
      '青石县',
      '城关镇',
      '石桥村',
      householdNo,
      name,
      idNumber,
      size,
      relation,
      '汉族',
      '初中',
      '非在校生',
      '健康',
      '普通劳动力',
      6,
      '未脱贫',
      '一般贫困户',
      '缺技术',
      '否',
      '是',
      income,
    ]);
  }
  await workbook.xlsx.writeFile(file);
}
