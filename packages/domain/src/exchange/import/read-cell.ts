import {
  compactText,
  type FileUnit,
  getCodeList,
  type Item,
  isConvertible,
  labelOf,
  plainText,
  readCode,
  readCodes,
  scaleFigure,
  stepsPer,
  valuesIn,
} from '@daohu/dictionary';
import { assertNever } from '@daohu/kernel';
import { type Cell, hasLostDigits, textOf } from '@daohu/sheets';
import { type CellReading, fault, shown, value } from './cell-reading.ts';
import { type Fault, noted, refusedFor } from './fault.ts';
import { readDay, readMonth, readYear } from './read-date.ts';
import { readIdentityCell, readSensitive } from './read-sensitive.ts';

const BLANK: CellReading = { kind: 'blank' };
const CLEAR: CellReading = { kind: 'clear' };
/** How offices write "nothing here". */
const BLANK_MARKS: ReadonlySet<string> = new Set(['', '-', '--', '—', '——', '/', '\\', '无数据', 'NULL', 'null']);
/** Numbers of records are text, so that no digit is lost; a spreadsheet may have lost them before. */
const NUMBERS: ReadonlySet<string> = new Set(['householdNo', 'personNo']);
const CLEAR_WORD = '清空';
const TEXT_MAX = 500;
const ALLOWED_SHOWN = 12;

/** Reads one cell for one item. `year` decides which codes are valid; `fileUnit` is what a bare figure means. */
export function readCell(
  cell: Cell | undefined,
  item: Item,
  year: number,
  fileUnit: FileUnit | undefined,
): CellReading {
  if (cell === null || cell === undefined) return BLANK;
  if (typeof cell === 'object') {
    if (cell.kind === 'error') return fault(refusedFor('cell-error', { error: cell.error }));
    if (cell.kind === 'uncomputed') return fault(refusedFor('formula-without-value'));
  }
  const text = plainText(textOf(cell));
  if (BLANK_MARKS.has(text)) return BLANK;
  if (text === CLEAR_WORD) return CLEAR;
  switch (item.type) {
    case 'text':
      if (NUMBERS.has(item.field) && hasLostDigits(cell)) return fault(refusedFor('number-digits-lost'));
      return text.length > TEXT_MAX
        ? fault(refusedFor('text-too-long', { length: text.length, max: TEXT_MAX }))
        : value(text);
    case 'code':
      return readOneCode(item, text, year);
    case 'codes':
      return readManyCodes(item, text, year);
    case 'integer':
      return readFigure(item, text, fileUnit);
    case 'boolean':
      return readYesNo(text);
    case 'date':
      return readDay(cell, text);
    case 'month':
      return readMonth(cell, text);
    case 'year':
      return readYear(cell, text);
    case 'idNumber':
      return readIdentityCell(cell, text);
    case 'disabilityCard':
    case 'creditCode':
    case 'bankCard':
    case 'phone':
      return readSensitive(item.type, cell, text);
    default:
      return assertNever(item.type);
  }
}

const YES: ReadonlySet<string> = new Set([
  '是',
  '有',
  '1',
  'Y',
  'YES',
  'TRUE',
  '√',
  '✓',
  '已参加',
  '参加',
  '享受',
  '已享受',
  '已解决',
  '愿意',
]);
const NO: ReadonlySet<string> = new Set([
  '否',
  '无',
  '没有',
  '0',
  'N',
  'NO',
  'FALSE',
  '×',
  'X',
  '✗',
  '未参加',
  '不参加',
  '未享受',
  '不享受',
  '未解决',
  '不愿意',
]);

function readYesNo(text: string): CellReading {
  const word = compactText(text).toUpperCase();
  if (YES.has(word)) return value(true);
  if (NO.has(word)) return value(false);
  return fault(refusedFor('not-yes-or-no', { text: shown(text) }));
}

const FIGURE_WITH_UNIT =
  /^([+-]?[\d,.]+)(元|万元|万|亩|平方米|㎡|m2|米|公里|千米|个?月|人|户|个|项|门)?(?:\/年|每年)?$/i;
const UNIT_SPELLINGS: Readonly<Record<string, FileUnit>> = {
  万: '万元',
  '㎡': '平方米',
  m2: '平方米',
  M2: '平方米',
  千米: '公里',
  个月: '月',
};

function readFigure(item: Item, text: string, fileUnit: FileUnit | undefined): CellReading {
  const unit = item.unit!;
  const parts = FIGURE_WITH_UNIT.exec(compactText(text));
  if (!parts) return fault(refusedFor('not-a-number', { text: shown(text) }));
  const written = parts[2] === undefined ? undefined : (UNIT_SPELLINGS[parts[2]] ?? (parts[2] as FileUnit));
  if (written !== undefined && !isConvertible(unit, written))
    return fault(refusedFor('not-a-number', { text: shown(text) }));
  const from = written ?? fileUnit ?? item.fileUnit!;
  const digits = withoutGroups(parts[1]!);
  const steps = stepsPer(unit, from);
  const figure = digits === null ? null : scaleFigure(digits, steps);
  if (!figure) return fault(refusedFor('not-a-number', { text: shown(text) }));
  if (figure.isRounded && steps === 1) return fault(refusedFor('not-whole', { text: shown(text), unit: from }));
  const { min, max } = item.range ?? { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER };
  if (figure.value < min || figure.value > max) {
    const bound = (limit: number) => limit / steps;
    return fault(refusedFor('out-of-range', { text: shown(text), min: bound(min), max: bound(max), unit: from }));
  }
  if (figure.isRounded) return value(figure.value, noted('rounded', { text: shown(text) }));
  if (written !== undefined && written !== (fileUnit ?? item.fileUnit)) {
    return value(figure.value, noted('unit-in-cell', { unit: written }));
  }
  return value(figure.value);
}

/** 1,234,567.89 is a figure with groups; 1,23 is none that anybody wrote on purpose. */
function withoutGroups(text: string): string | null {
  if (!text.includes(',')) return text;
  return /^[+-]?\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(',', '') : null;
}

function readOneCode(item: Item, text: string, year: number): CellReading {
  const outcome = readCode(item.codeList!, text, year);
  return outcome.ok ? value(outcome.value) : fault(codeFault(item, text, year, outcome.refusal));
}

function readManyCodes(item: Item, text: string, year: number): CellReading {
  const outcome = readCodes(item.codeList!, text, year);
  return outcome.ok ? value(outcome.value) : fault(codeFault(item, text, year, outcome.refusal));
}

type CodeRefusal = Extract<ReturnType<typeof readCode>, { ok: false }>['refusal'];

function codeFault(item: Item, text: string, year: number, refusal: CodeRefusal): Fault {
  const list = item.codeList!;
  const allowed = valuesIn(list, year).map(({ label }) => label);
  const some = allowed.length > ALLOWED_SHOWN ? [...allowed.slice(0, ALLOWED_SHOWN), '……'] : allowed;
  switch (refusal.code) {
    case 'unknown-code':
      return refusedFor('unknown-code', {
        text: shown(refusal.text),
        item: getCodeList(list).nameZh,
        allowed: some.join('、'),
      });
    case 'not-valid-in-year': {
      const spans = refusal.validIn.map(({ from, to }) => `${from ?? ''}—${to ?? ''}`).join('、');
      const better = refusal.successors.map((key) => labelOf(list, key, year) ?? key);
      return refusedFor('code-not-valid-in-year', {
        text: shown(text),
        year,
        validIn: spans,
        allowed: (better.length > 0 ? better : some).join('、'),
      });
    }
    case 'ambiguous':
      return refusedFor('code-ambiguous', {
        text: shown(text),
        keys: refusal.keys.map((key) => labelOf(list, key, year) ?? key).join('、'),
      });
    default:
      return assertNever(refusal);
  }
}
