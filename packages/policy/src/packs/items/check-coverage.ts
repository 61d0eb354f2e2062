import type { Library } from '../library.ts';
import type { Pack } from '../pack.ts';
import { type Problem, problemAt } from '../problem.ts';
import { type CarrierKind, type ClauseCoverage, clauseCoverage } from './clause-coverage.ts';

/** What `policy check` refuses: a note that is wrong, and, of a pack that says it is complete, a forgotten clause. */
export function checkCoverage(library: Library, rows: ReadonlyMap<number, string> | null, problems: Problem[]): void {
  const all = new Map(clauseCoverage(library).map((one) => [one.clause.id, one]));
  for (const pack of library.packs) {
    const { recordedOnly, planned } = pack.coverageNotes;
    for (const [id, { place }] of [...recordedOnly, ...planned]) {
      const found = all.get(id);
      if (!found) {
        problems.push(problemAt(place, 'unknown-clause', `没有条款「${id}」。`, `No clause ${id}.`));
      } else if (found.document.key !== pack.key) {
        const zh = `「${id}」是另一份文件的条款，请写在 ${found.document.key}/coverage.yaml。`;
        problems.push(
          problemAt(place, 'unknown-clause', zh, `${id} belongs into ${found.document.key}/coverage.yaml.`),
        );
      } else if (found.carriers[0]) {
        const { title, place: where } = found.carriers[0];
        const zh = `「${id}」已由「${title}」（${where.file}:${where.line}）承载，请从 coverage.yaml 里删去。`;
        problems.push(problemAt(place, 'carried-and-recorded', zh, `${id} is carried by ${title}: delete the note.`));
      } else if (recordedOnly.has(id) && planned.has(id)) {
        const zh = `「${id}」既写了 recordedOnly 又写了 planned，请删去一个。`;
        problems.push(problemAt(place, 'carried-and-recorded', zh, `${id} is both recorded only and planned.`));
      }
    }
    for (const [id, { row, place }] of planned) {
      if (rows === null || rows.has(row)) continue;
      const zh = `「${id}」：能力清单没有第 ${row} 行。`;
      problems.push(problemAt(place, 'unknown-row', zh, `${id}: the plan has no row ${row}.`));
    }
    if (pack.complete) problems.push(...forgotten(pack, [...all.values()]), ...guessed(pack, [...all.values()]));
  }
}

function forgotten(pack: Pack, all: readonly ClauseCoverage[]): Problem[] {
  return all
    .filter(({ document, state }) => document.key === pack.key && state === 'none')
    .map(({ clause: { id, ref, quote } }) => {
      const zh = `条款「${id}」（${ref}：${quote.slice(0, 30)}）没有落实。请写规则或政策项；确实只能记录的，写进 coverage.yaml 并说明原因。`;
      return problemAt(pack.place, 'not-carried', zh, `Nothing carries clause ${id}.`);
    });
}

/** Where the text is damaged, an item that carries it says what is missing; a rule says so in its reading or note. */
function guessed(pack: Pack, all: readonly ClauseCoverage[]): Problem[] {
  return all
    .filter(({ document, clause, carriers }) => document.key === pack.key && clause.damaged && carriers.length > 0)
    .filter(({ carriers }) => carriers.every(({ kind, damaged }) => isItem(kind) && damaged === null))
    .map(({ clause: { id }, carriers: [carrier] }) => {
      const zh = `条款「${id}」的原文有残缺，「${carrier!.title}」没有写明缺了什么。请写 damaged。`;
      return problemAt(
        carrier!.place,
        'damage-unsaid',
        zh,
        `Clause ${id} is damaged: say in \`damaged\` what is lost.`,
      );
    });
}

function isItem(kind: CarrierKind): boolean {
  return kind !== 'rule' && kind !== 'parameter';
}
