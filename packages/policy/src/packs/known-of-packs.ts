import type { Pack, Parameter, SeriesValue } from './pack.ts';
import { jurisdictionOf } from './pack-relatives.ts';

/** What follows from the packs alone; a library and those made on top of it share it. */
export interface KnownOfPacks {
  readonly jurisdictions: ReadonlyMap<Pack, number>;
  readonly parameters: ReadonlyMap<Pack, ReadonlyMap<string, Parameter>>;
  /** The id of a rule by the name that other rules call it by. */
  readonly idsByName: ReadonlyMap<string, string>;
  /** By series, division and year. */
  readonly published: ReadonlyMap<string, PublishedFigure>;
  /** The packs that speak at a place on a day, as they are asked for. */
  readonly packsFor: Map<string, readonly Pack[]>;
}

export interface PublishedFigure {
  readonly value: number;
  readonly status: SeriesValue['status'] | 'office';
  readonly source: string;
}

export function knownOf(packs: readonly Pack[]): KnownOfPacks {
  const rules = packs.flatMap((pack) => pack.rules);
  return {
    jurisdictions: new Map(packs.map((pack) => [pack, jurisdictionOf(pack)])),
    parameters: new Map(packs.map((pack) => [pack, firstByName(pack.parameters)])),
    idsByName: new Map(rules.flatMap(({ name, id }) => (name === null ? [] : [[name, id] as const]))),
    published: publishedFigures(packs),
    packsFor: new Map(),
  };
}

/** Of two of one name, which is a problem, the first counts. */
function firstByName(parameters: readonly Parameter[]): Map<string, Parameter> {
  return new Map([...parameters].reverse().map((parameter) => [parameter.name, parameter]));
}

function publishedFigures(packs: readonly Pack[]): Map<string, PublishedFigure> {
  const figures = new Map<string, PublishedFigure>();
  for (const series of packs.flatMap((pack) => pack.series)) {
    for (const { division, year, value, status, source } of series.values) {
      figures.set(`${series.id}/${division}/${year}`, { value, status, source });
    }
  }
  return figures;
}
