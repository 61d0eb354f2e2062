import { type DivisionChain, divisionChain } from './division-chain.ts';

/** Whose law, and whose settings, a place is judged by when it is judged as if under one document. */
export interface ChainsAsIf {
  readonly law: DivisionChain;
  readonly settings: DivisionChain;
}

/**
 * 试算 under the document of a jurisdiction: its law from there upwards. A place within the jurisdiction keeps what its
 * own offices have set; elsewhere the settings are those of the jurisdiction.
 */
export function chainsAsIf(jurisdiction: number, own: DivisionChain): ChainsAsIf {
  const at = own.findIndex((step) => step.code === jurisdiction);
  if (at >= 0) return { law: own.slice(at), settings: own };
  const elsewhere = divisionChain(jurisdiction);
  return { law: elsewhere, settings: elsewhere };
}
