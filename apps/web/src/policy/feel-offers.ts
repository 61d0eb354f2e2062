import type { DraftItem, LawVocabulary, VocabularyEntity } from '@daohu/domain/standards/contract';

/** What may stand at a place of an expression. */
export interface Offer {
  /** The text that would be put in. */
  readonly text: string;
  readonly is: 'item' | 'relation' | 'variable' | 'parameter' | 'table' | 'rule' | 'code' | 'word';
  /** The item or rule it stands for, so that its label and unit can be shown. */
  readonly item?: DraftItem;
  readonly title?: string;
  readonly unit?: string;
  /** Where a call wants its argument, the cursor goes between the brackets. */
  readonly cursorBack?: number;
}

export interface Offers {
  /** Where the part begins that an offer replaces; it ends at the cursor. */
  readonly from: number;
  readonly offers: readonly Offer[];
}

const NAME = String.raw`[\p{L}_][\p{L}\p{N}_]*`;
const PATH = new RegExp(`((?:${NAME}\\.)+)((?:${NAME})?)$`, 'u');
const PARTIAL = new RegExp(`(?:${NAME})$`, 'u');
const LOOP = new RegExp(`\\b(?:every|some|for)\\s+(${NAME})\\s+in\\s+((?:${NAME}\\.)*${NAME})`, 'gu');
const EQUATED = new RegExp(`((?:${NAME}\\.)+${NAME})\\s*(?:!=|=)\\s*("?)([^"]*)$`, 'u');

const WORDS = [
  ...['and', 'or', 'not()', 'if', 'then', 'else', 'every', 'some', 'in', 'satisfies', 'between', 'for', 'return'],
  ...['sum()', 'count()', 'min()', 'max()', 'floor()', 'ceiling()', 'round half up()', 'true', 'false', 'null'],
];

/** What somebody could write at `at`, for a rule about `subject`. Null where nothing sensible can be offered. */
export function offersAt(text: string, at: number, vocabulary: LawVocabulary, subject: string): Offers | null {
  const before = text.slice(0, at);
  const names = variablesIn(before, vocabulary, subject);
  const equated = EQUATED.exec(before);
  if (equated) {
    const item = itemAt(equated[1]!, names, vocabulary);
    if (item && item.codes.length > 0) {
      const [, , quote = '', partial = ''] = equated;
      const closing = text[at] === '"' ? '' : '"';
      const offers = item.codes.map((label) => ({ text: `"${label}${closing}`, is: 'code' as const, item }));
      return { from: at - partial.length - quote.length, offers };
    }
  }
  if ((before.match(/"/g)?.length ?? 0) % 2 === 1) return null;
  const path = PATH.exec(before);
  if (path) {
    const entity = entityAt(path[1]!.slice(0, -1), names, vocabulary);
    return entity ? { from: at - path[2]!.length, offers: membersOf(entity) } : null;
  }
  const partial = PARTIAL.exec(before)?.[0] ?? '';
  if (partial === '' && /\S$/.test(before) && !/[(=<>+*\-,]$/.test(before)) return null;
  return { from: at - partial.length, offers: startersOf(names, vocabulary) };
}

/** Variables that hold a record here: the subject and those of the loops begun before. */
function variablesIn(before: string, vocabulary: LawVocabulary, subject: string): Map<string, VocabularyEntity> {
  const names = new Map<string, VocabularyEntity>();
  const own = vocabulary.entities.find(({ key }) => key === subject);
  if (own) names.set(own.name, own);
  for (const [, name, list] of before.matchAll(LOOP)) {
    const entity = entityAt(list!, names, vocabulary);
    if (entity) names.set(name!, entity);
  }
  return names;
}

function entityAt(
  path: string,
  names: ReadonlyMap<string, VocabularyEntity>,
  vocabulary: LawVocabulary,
): VocabularyEntity | null {
  const [first = '', ...steps] = path.split('.');
  let entity = names.get(first) ?? null;
  for (const step of steps) {
    const to = entity?.relations.find(({ name }) => name === step)?.to;
    entity = vocabulary.entities.find(({ key }) => key === to) ?? null;
  }
  return entity;
}

function itemAt(
  path: string,
  names: ReadonlyMap<string, VocabularyEntity>,
  vocabulary: LawVocabulary,
): DraftItem | null {
  const cut = path.lastIndexOf('.');
  const entity = entityAt(path.slice(0, cut), names, vocabulary);
  return entity?.items.find(({ name }) => name === path.slice(cut + 1)) ?? null;
}

function membersOf(entity: VocabularyEntity): Offer[] {
  return [
    ...entity.items.map((item) => ({ text: item.name, is: 'item' as const, item })),
    ...entity.relations.map(({ name }) => ({ text: name, is: 'relation' as const })),
  ];
}

function startersOf(names: ReadonlyMap<string, VocabularyEntity>, { parameters, rules }: LawVocabulary): Offer[] {
  return [
    ...[...names].map(([name, { label }]) => ({ text: name, is: 'variable' as const, title: label })),
    ...parameters.map(({ name, title, unit, by }) =>
      by.length === 0
        ? { text: name, is: 'parameter' as const, title: title ?? name, unit }
        : { text: `${name}()`, is: 'table' as const, title: title ?? name, unit, cursorBack: 1 },
    ),
    ...rules.map(({ name, title }) => ({ text: `${name}()`, is: 'rule' as const, title, cursorBack: 1 })),
    ...WORDS.map((text) => ({ text, is: 'word' as const, ...(text.endsWith('()') ? { cursorBack: 1 } : {}) })),
  ];
}
