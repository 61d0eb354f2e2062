import { assertNever, done, type Outcome, refuse } from '@daohu/kernel';
import { clausesOf, countsByYear, type PackItem, type StatedQuantity, type TargetItem } from '@daohu/policy';
import type { LawItem, LawQuantity, LawTargetYear, ListItems } from '../coverage-contract.ts';
import type { LawRefusal } from '../law-contract.ts';
import type { Standards } from '../standards.ts';
import { cite } from './cite.ts';
import { plannedRows } from './planned-rows.ts';

/** 政策项 of one pack, of one kind or of all, in the order of its files. */
export function listItems(
  { packs: library }: Standards,
  { pack: key, kind }: ListItems,
): Outcome<readonly LawItem[], LawRefusal> {
  const pack = library.pack(key);
  if (!pack) return refuse({ code: 'pack-not-found', pack: key, known: library.packs.map((one) => one.key) });
  const wanted = pack.items.filter((item) => kind === undefined || item.kind === kind);
  return done(
    wanted.map((item) => ({
      kind: item.kind,
      id: item.id,
      title: item.title,
      pack: item.pack,
      file: item.place.file,
      line: item.place.line,
      aim: item.aim,
      holdsFrom: item.holdsFrom,
      holdsUntil: item.holdsUntil,
      clauses: cite(library, clausesOf(item)),
      reading: item.reading,
      damaged: item.damaged,
      note: item.note,
      awaits: plannedRows(item.awaits),
      fields: fieldsOf(item).filter(({ values }) => values.length > 0),
      quantities: item.quantities.map(lawQuantity),
      steps: item.kind === 'procedure' ? item.steps : [],
      years: item.kind === 'target' ? yearsOf(item) : [],
    })),
  );
}

type ItemField = LawItem['fields'][number];

function field(key: string, ...values: readonly (string | number | null | undefined | false)[]): ItemField {
  return { key, values: values.flatMap((value) => (value == null || value === false ? [] : [String(value)])) };
}

function fieldsOf(item: PackItem): ItemField[] {
  switch (item.kind) {
    case 'procedure':
      return [field('subject', item.subject)];
    case 'target':
      return [
        field('subject', item.subject),
        field('measure', item.measure),
        field('base', amountText(item.base)),
        field('value', amountText(item.value)),
        field('by', item.by?.written),
        field('deadlines', ...item.deadlines.map(({ group, by }) => `${group}：${by?.written ?? '未定'}`)),
        field('where', item.where ?? item.division),
        field('cumulative', item.cumulative && 'yes'),
        field('rounding', item.rounding),
        field('rule', item.rule),
      ];
    case 'coverage':
      return [
        field('of', item.of),
        field('which', item.which),
        field('has', item.has),
        field('share', amountText(item.share)),
        field('by', item.by?.written),
        field('rule', item.rule),
        field('part', item.part),
      ];
    case 'fund':
      return [
        field('payers', ...item.payers.map(({ who, part }) => (part === null ? who : `${who} ${part}`))),
        field('payersPay', item.payersPay),
        field('payee', item.payee),
        field('amount', amountText(item.amount)),
        field('floor', amountText(item.floor)),
        field('ceiling', amountText(item.ceiling)),
        field('period', item.period),
        field('fromYear', item.fromYear),
        field('untilYear', item.untilYear),
        field('by', item.by?.written),
        field('condition', item.condition),
        field('uses', ...item.uses),
        field('formula', item.formula),
      ];
    case 'indicator':
      return [
        field('of', item.of),
        field('set', item.set),
        field('measure', item.measure),
        field('unit', item.unit),
        field('weight', item.weight === undefined ? null : item.weight === null ? 'open' : `${item.weight}%`),
        field('better', item.better),
        field('rule', item.rule),
      ];
    case 'report':
      return [
        field('from', item.from),
        field('to', item.to),
        field('period', item.period ?? 'open'),
        field('window', item.window && `${item.window.from}—${item.window.to}`),
        field('by', item.by?.written),
        field('firstYear', item.firstYear),
        field('content', ...item.content),
      ];
    case 'role':
      return [field('who', item.who), field('level', item.level), field('duties', ...item.duties)];
    case 'sanction':
      return [
        field('trigger', item.trigger),
        field('of', item.of),
        field('consequences', ...item.consequences),
        field('by', item.by),
      ];
    case 'measure':
      return [
        field('sector', item.sector),
        field('for', item.for),
        field('which', item.which),
        field('who', item.who),
        field('by', item.by?.written),
        field('actions', ...item.actions),
      ];
    case 'task':
      return [
        field('no', item.no),
        field('section', item.section),
        field('text', item.text),
        field('leads', ...item.leads),
        field('leadsMode', item.leadsMode),
        field('participants', ...item.participants, item.participantsOpen),
        field('by', item.by?.written),
        field('articles', ...item.articles),
      ];
    case 'register':
      return [field('holds', item.holds), field('part', item.part)];
    default:
      return assertNever(item);
  }
}

/** As the text has it, with what it is a share of. */
function amountText(amount: StatedQuantity | null): string | null {
  return amount && (amount.of === null ? amount.written : `${amount.of}的 ${amount.written}`);
}

function lawQuantity({ by, ...quantity }: StatedQuantity): LawQuantity {
  return { ...quantity, by: by?.written ?? null };
}

function yearsOf(target: TargetItem): LawTargetYear[] {
  const counts = countsByYear(target);
  return target.years.map((year, index) => ({
    ...year,
    count: counts[index] ?? null,
    unit: year.unit ?? target.base?.unit ?? null,
    isComputed: year.count === null && counts[index] !== null,
  }));
}
