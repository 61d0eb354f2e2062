import { invariant } from '@daohu/kernel';
import type { FileUnit, Unit } from './unit.ts';

/** How many stored steps one unit of the file is: 1 元 = 100 fen, 1 公里 = 1000 m. */
const STEPS: Readonly<Record<Unit, Partial<Record<FileUnit, number>>>> = {
  fen: { 元: 100, 万元: 1_000_000 },
  'fen/year': { 元: 100, 万元: 1_000_000 },
  'mu/100': { 亩: 100 },
  'm2/100': { 平方米: 100 },
  m: { 米: 1, 公里: 1000 },
  month: { 月: 1 },
  person: { 人: 1 },
  household: { 户: 1 },
  count: { 个: 1, 项: 1, 门: 1 },
  'degree/1000000': { 度: 1_000_000 },
};

/** Stored steps per unit of the file. A pair that cannot be converted is a mistake in the dictionary. */
export function stepsPer(unit: Unit, fileUnit: FileUnit): number {
  const steps = STEPS[unit][fileUnit];
  invariant(steps !== undefined, `a figure in ${fileUnit} cannot be kept in ${unit}`);
  return steps;
}

/** Whether a figure in this unit can be kept in that one at all. */
export function isConvertible(unit: Unit, fileUnit: string): fileUnit is FileUnit {
  return Object.hasOwn(STEPS[unit], fileUnit);
}

export interface Figure {
  /** Whole steps of the stored unit, rounded half up where the file was finer. */
  readonly value: number;
  readonly isRounded: boolean;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?$/;

/** Turns a decimal text into stored steps exactly, without floating point. Null when it is no decimal number. */
export function scaleFigure(text: string, steps: number): Figure | null {
  const parts = DECIMAL.exec(text);
  if (!parts) return null;
  const whole = parts[2] ?? '';
  const fraction = parts[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const shift = String(steps).length - 1;
  const kept = fraction.slice(0, shift).padEnd(shift, '0');
  const rest = fraction.slice(shift);
  const magnitude = Number(`${whole}${kept}`) + (/^[5-9]/.test(rest) ? 1 : 0);
  if (!Number.isSafeInteger(magnitude)) return null;
  const value = parts[1] === '-' && magnitude !== 0 ? -magnitude : magnitude;
  return { value, isRounded: /[1-9]/.test(rest) };
}

/** Stored steps as the decimal text of the file's unit, without needless zeros: 295250 fen → `2952.5` 元. */
export function figureText(value: number, steps: number): string {
  const shift = String(steps).length - 1;
  if (shift === 0) return String(value);
  const digits = String(Math.abs(value)).padStart(shift + 1, '0');
  const fraction = digits.slice(-shift).replace(/0+$/, '');
  return `${value < 0 ? '-' : ''}${digits.slice(0, -shift)}${fraction ? `.${fraction}` : ''}`;
}
