import type { Fault, FaultCode } from './fault.ts';

/** What happened, and how to mend it. `{name}` is filled from the fault's data. */
const SENTENCES: Record<FaultCode, readonly [reason: string, mend: string]> = {
  'not-a-number': ['“{text}”不是数字。', '请填写数字，不要带文字。'],
  'not-whole': ['“{text}”不是整数，本项单位为{unit}。', '请填写整数。'],
  rounded: ['“{text}”的小数位多于所保留的位数，已四舍五入。', ''],
  'out-of-range': ['“{text}”超出合理范围（{min}～{max}{unit}）。', '请核对数值和单位（元与万元是否填反）。'],
  'not-yes-or-no': ['“{text}”看不出是“是”还是“否”。', '请填写“是”或“否”。'],
  'unknown-code': ['“{text}”不在“{item}”的代码表中。', '请改为：{allowed}。'],
  'code-not-valid-in-year': ['“{text}”在{year}年不适用（适用年度：{validIn}）。', '请改用{year}年的写法：{allowed}。'],
  'code-ambiguous': ['“{text}”可以理解为多个值（{keys}），不能替您选择。', '请写明其中一个。'],
  'not-a-date': ['“{text}”不是日期。', '请写成 2016-05-31 或 20160531。'],
  'not-a-month': ['“{text}”不是年月。', '请写成 201605。'],
  'not-a-year': ['“{text}”不是年份。', '请写成四位年份，如 2016。'],
  'text-too-long': ['文字过长（{length}字），最多{max}字。', '请删减后重新填写。'],
  'cell-error': ['单元格是公式错误 {error}。', '请改正公式，或直接填写结果。'],
  'formula-without-value': ['公式尚未计算，文件中没有结果。', '请用表格软件打开并保存一次，再重新导入。'],
  'number-digits-lost': [
    '编号被当作数字保存，第15位以后的数字已经丢失，无法还原，系统不作猜测。',
    '请把该列设为“文本”格式，重新填写完整编号。',
  ],
  'cannot-be-cleared': ['户编号和人编号不能清空。', '请填写原来的编号，或留空。'],
  'id-digits-lost': [
    '证件号码被当作数字保存，第15位以后的数字已经丢失，无法还原，系统不作猜测。',
    '请把该列设为“文本”格式，按证件原件重新录入。',
  ],
  'id-length': ['证件号码应为18位（旧号15位），这里是{length}位。', '请按证件原件核对，补全或删去多余字符。'],
  'id-check-digit': ['证件号码校验码不正确，一定有一位录错。', '请按证件原件逐位核对。'],
  'id-birth-date': ['证件号码中的出生日期不存在。', '请按证件原件核对第7至14位。'],
  'id-region': ['证件号码前两位不是任何省份的代码。', '请按证件原件核对前6位。'],
  'id-characters': ['证件号码中有不允许的字符。', '只能是数字，最后一位可以是X。'],
  'id-lengthened': ['15位旧号已按国家标准升为18位。', ''],
  'id-masked': ['证件号码带星号，是脱敏后的号码，不能导入。', '请使用未脱敏的原表。'],
  'id-is-disability-card': ['这里是残疾人证号，已取前18位作为身份证号，并登记残疾人证。', ''],
  'disability-card': [
    '残疾人证号不正确：应为身份证号加一位类别（1～7）和一位等级（1～4），补办的再加两位。',
    '请按残疾人证原件核对。',
  ],
  'credit-code': ['统一社会信用代码不正确（18位，末位为校验码）。', '请按证照原件核对。'],
  'card-digits-lost': [
    '银行卡号被当作数字保存，后面的数字已经丢失，无法还原，系统不作猜测。',
    '请把该列设为“文本”格式，按存折或卡面重新录入。',
  ],
  'bank-card': ['银行卡号不正确（16～19位，末位为校验位）。', '请按存折或卡面核对。'],
  'not-a-card': ['不是银行卡号的长度，已按存折账号原样登记，请留意。', ''],
  phone: ['电话不是手机号（11位）或带区号的固定电话。', '请核对号码。'],
  'birth-date-differs': [
    '出生日期（{text}）与证件号码中的（{fromId}）不一致。',
    '请核对出生日期和证件号码哪一个录错。',
  ],
  'sex-differs': ['性别与证件号码第17位不一致。', '请核对性别和证件号码哪一个录错。'],
  'household-no-missing': ['没有户编号，不知道属于哪一户。', '请填写户编号。'],
  'person-needs-number': ['人编号和证件号码都是空的，无法确认是谁。', '请至少填写其中一项。'],
  'name-missing': ['没有姓名。', '请填写姓名。'],
  'year-missing': ['没有年度。', '请填写年度，或在导入时选择年度。'],
  'year-unreadable': ['“{text}”不是年度。', '请写成四位年份，如 2016。'],
  'place-missing': ['没有写明行政村，导入范围“{within}”也不是一个村。', '请填写行政村，或把导入范围选到村。'],
  'place-code-unknown': ['“{within}”内没有代码为“{code}”的村。', '请核对12位的村代码，或改填乡（镇）和行政村的名称。'],
  'place-code-differs': [
    '代码“{code}”是“{name}”，与所写的地名不是一处。',
    '请核对村代码和地名哪一个填错；不同年份的代码可能指不同的村。',
  ],
  'place-unknown': ['“{within}”下没有找到“{name}”{nearest}。', '请核对名称是否为当时的规范名称，或补填上级乡（镇）。'],
  'place-ambiguous': ['“{name}”有多个：{candidates}，不能替您选择。', '请补填上级乡（镇）名称。'],
  'place-not-village': ['只写到“{name}”，没有写到村。', '请补填行政村。'],
  'place-beyond-reach': ['“{name}”不在本次导入范围“{within}”内。', '请核对地址，或换到相应地区导入。'],
  'unit-in-cell': ['单元格中写明了单位“{unit}”，已按此换算。', ''],
};

export function faultSentence({ code, data }: Fault): { readonly reason: string; readonly mend: string } {
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? ''));
  const [reason, mend] = SENTENCES[code];
  return { reason: fill(reason), mend: fill(mend) };
}
