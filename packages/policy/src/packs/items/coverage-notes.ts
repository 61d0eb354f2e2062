import type { Node } from 'yaml';
import type { Place } from '../problem.ts';
import type { YamlFile } from '../yaml-reader.ts';
import { whole } from './fields.ts';

/** `coverage.yaml`: the clauses of a document that no item carries, and why. */
export interface CoverageNotes {
  readonly recordedOnly: ReadonlyMap<string, RecordedOnly>;
  readonly planned: ReadonlyMap<string, Planned>;
}

/** 仅作记录: rhetoric, or an act that no software can hold. */
export interface RecordedOnly {
  readonly reason: string;
  readonly place: Place;
}

/** 将由某项能力承载: the row of the plan of the product that will carry it. */
export interface Planned {
  readonly row: number;
  readonly why: string | null;
  readonly place: Place;
}

export const NO_NOTES: CoverageNotes = { recordedOnly: new Map(), planned: new Map() };

export function readCoverageNotes(yaml: YamlFile, top: Node): CoverageNotes {
  const file = yaml.mapping(top, ['recordedOnly', 'planned'], '覆盖说明');
  const recordedOnly = new Map<string, RecordedOnly>();
  const planned = new Map<string, Planned>();
  const recorded = file?.has('recordedOnly') ? yaml.mapping(file.raw('recordedOnly'), [], '「recordedOnly」') : null;
  for (const { key, node } of recorded?.keys() ?? []) {
    const reason = recorded!.text(key);
    if (reason === null || reason.trim() === '') {
      yaml.report(node, 'missing-key', `「${key}」仅作记录，请写明原因。`, `${key} is recorded only: say why.`);
      continue;
    }
    recordedOnly.set(key, { reason, place: yaml.placeOf(node) });
  }
  const later = file?.has('planned') ? yaml.mapping(file.raw('planned'), [], '「planned」') : null;
  for (const { key, node, value } of later?.keys() ?? []) {
    const entry = yaml.mapping(value, ['row', 'why'], `「${key}」`);
    const row = entry && whole(entry, 'row', 1, 1_000);
    if (!entry || row === null) {
      if (entry && !entry.has('row')) {
        yaml.report(node, 'missing-key', `「${key}」缺少 row（能力清单的行号）。`, `${key} needs its \`row\`.`);
      }
      continue;
    }
    planned.set(key, { row, why: entry.text('why'), place: yaml.placeOf(node) });
  }
  return { recordedOnly, planned };
}
