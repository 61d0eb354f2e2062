import { ancestorsByDigits, type DivisionLevel, levelOfCode } from '@daohu/kernel';

/** One division on the way up; keyed by code and level, since 东莞 is its own county. */
export interface DivisionStep {
  readonly code: number;
  readonly level: DivisionLevel;
}

/**
 * 行政区划链: a division and those above it, nearest first, the nation (code 0) last. It decides whose law holds and
 * whose figures are compared with.
 */
export type DivisionChain = readonly DivisionStep[];

const NATION: DivisionStep = { code: 0, level: 'nation' };

/**
 * The chain that the digits of a code give. `follows` names a division whose law and figures hold where the own chain
 * has none (the invented county under Hubei's law); its chain is added behind the own one.
 */
export function divisionChain(code: number, options: { readonly follows?: number } = {}): DivisionChain {
  const own = stepsOf(code);
  const followed = options.follows === undefined ? [] : stepsOf(options.follows);
  return [...own, ...followed.filter((step) => !own.some((other) => other.code === step.code)), NATION];
}

/** The chain for codes that a division tree gives, nearest first; it knows better than the digits whose law holds. */
export function divisionChainOf(codes: readonly number[]): DivisionChain {
  const steps = codes.filter((code) => code !== 0).map((code) => ({ code, level: levelOfCode(code) }));
  return [...steps, NATION];
}

function stepsOf(code: number): DivisionStep[] {
  if (code === 0) return [];
  return [code, ...ancestorsByDigits(code)].map((step) => ({ code: step, level: levelOfCode(step) }));
}
