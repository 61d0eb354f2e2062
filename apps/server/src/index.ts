export { type OpenedSystem, openSystem, type SystemOptions } from './open-system.ts';
export { type CountyRekeyed, recodeCounty } from './recode-county.ts';
export { type AnyRefusal, sentenceOf } from './refusals.ts';
export type { Runner } from './run.ts';
export type { System } from './system.ts';
