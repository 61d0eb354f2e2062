import { assertNever } from '@daohu/kernel';
import { nearestNames } from '../../feel/nearest-names.ts';
import type { Library } from '../library.ts';
import type { Pack } from '../pack.ts';
import { type PackProblemCode, type Place, type Problem, problemAt } from '../problem.ts';
import type { PackItem } from './item.ts';
import type { ItemWords } from './item-words.ts';
import type { TargetItem } from './target-item.ts';

/** What is wrong with the items of a pack, beyond their shape. */
export function checkItems(library: Library, pack: Pack, words: ItemWords | null, problems: Problem[]): void {
  const weights = new Map<string, { place: Place; sum: number; open: boolean }>();
  for (const item of pack.items) {
    const check = new ItemCheck(library, item, words, problems);
    for (const id of clausesOf(item)) check.clause(id);
    for (const row of item.awaits) check.row(row);
    checkKind(check, item);
    if (item.kind === 'indicator' && item.weight !== undefined) {
      const before = weights.get(item.set);
      weights.set(item.set, {
        place: before?.place ?? item.place,
        sum: (before?.sum ?? 0) + (item.weight ?? 0),
        open: (before?.open ?? false) || item.weight === null,
      });
    }
  }
  checkRivals(library, pack, problems);
  for (const [set, { place, sum, open }] of weights) {
    if (sum === 100 || (open && sum < 100)) continue;
    const zh = `「${set}」各指标的权重合计 ${sum}%，应为 100%。`;
    problems.push(problemAt(place, 'shares-disagree', zh, `The weights of ${set} add up to ${sum} %.`));
  }
}

/** Two packs of one jurisdiction that both hold an item of one id must say which supersedes the other. */
function checkRivals(library: Library, pack: Pack, problems: Problem[]): void {
  const rivals = library.packs.filter(
    (other) =>
      other.key > pack.key &&
      other.jurisdiction.code === pack.jurisdiction.code &&
      !supersedes(other, pack.key) &&
      !supersedes(pack, other.key),
  );
  for (const rival of rivals) {
    const ids = new Set(rival.items.map(({ kind, id }) => `${kind} ${id}`));
    for (const { kind, id, title, place } of pack.items) {
      if (!ids.has(`${kind} ${id}`)) continue;
      const zh = `「${pack.key}」与「${rival.key}」在同一地区都有「${title}」（${id}）。请在较新的 pack.yaml 写 supersedes。`;
      problems.push(problemAt(place, 'ambiguous-law', zh, `${pack.key} and ${rival.key} both hold ${kind} ${id}.`));
    }
  }
}

function supersedes(pack: Pack, other: string): boolean {
  return pack.supersedes.some((entry) => entry.pack === other);
}

/** Every clause that an item cites, in any of its parts. */
export function clausesOf(item: PackItem): string[] {
  const parts: (readonly string[])[] = [item.clauses, ...item.quantities.map(({ clauses }) => clauses)];
  if (item.kind === 'procedure') parts.push(...item.steps.map(({ clauses }) => clauses));
  if (item.kind === 'target') {
    parts.push(...item.years.map(({ clauses }) => clauses), ...item.deadlines.map(({ clauses }) => clauses));
    parts.push(item.base?.clauses ?? []);
  }
  if (item.kind === 'fund') {
    parts.push(...[item.amount, item.floor, item.ceiling].map((amount) => amount?.clauses ?? []));
  }
  if (item.kind === 'coverage') parts.push(item.share?.clauses ?? []);
  return [...new Set(parts.flat())];
}

function checkKind(check: ItemCheck, item: PackItem): void {
  switch (item.kind) {
    case 'procedure':
      check.word('subject', item.subject);
      for (const step of item.steps) check.rule(step.rule);
      return;
    case 'target':
      check.word('subject', item.subject);
      check.rule(item.rule);
      checkYears(check, item);
      return;
    case 'coverage':
      check.word('subject', item.of);
      check.rule(item.rule);
      check.part(item.part);
      return;
    case 'fund':
      check.word('subject', item.per);
      check.rule(item.formula);
      return;
    case 'indicator':
      check.word('subject', item.of);
      check.rule(item.rule);
      return;
    case 'measure':
      check.word('subject', item.for);
      check.word('sector', item.sector);
      return;
    case 'register':
      check.part(item.part);
      return;
    case 'report':
    case 'role':
    case 'sanction':
    case 'task':
      return;
    default:
      assertNever(item);
  }
}

function checkYears(check: ItemCheck, target: TargetItem): void {
  const { years, cumulative, partial, base } = target;
  if (years.length === 0) return;
  const isShare = years[0]!.share !== null;
  const numbers = years.map(({ share, count }) => share ?? count);
  const unit = isShare ? '%' : (years[0]!.unit ?? '');
  if (!isShare && years.some((year) => year.unit !== unit || (base !== null && base.unit !== unit))) {
    check.report('unit-disagrees', `各年与基数的单位应当相同（${unit}）。`, 'The years and the base differ in unit.');
    return;
  }
  if (numbers.includes(null)) return;
  const known = numbers as number[];
  if (cumulative) {
    if (known.every((number, index) => index === 0 || number >= known[index - 1]!)) return;
    const zh = `累计数应逐年不减：${known.join('、')}${unit}。`;
    check.report('shares-disagree', zh, `Cumulative figures must not fall: ${known.join(', ')}.`);
    return;
  }
  const whole = isShare ? 100 : base?.value;
  const sum = known.reduce((all, number) => all + number, 0);
  if (partial || whole == null || sum === whole) return;
  const zh = `各年合计 ${sum}${unit}，应为 ${whole}${unit}。逐年累计的写 cumulative: true，只列部分年份的写 partial: true。`;
  check.report('shares-disagree', zh, `The years add up to ${sum}${unit}, not ${whole}${unit}.`);
}

/** The look-ups of one item, each with its sentence. */
class ItemCheck {
  private readonly library: Library;
  private readonly item: PackItem;
  private readonly words: ItemWords | null;
  private readonly problems: Problem[];

  constructor(library: Library, item: PackItem, words: ItemWords | null, problems: Problem[]) {
    this.library = library;
    this.item = item;
    this.words = words;
    this.problems = problems;
  }

  report(code: PackProblemCode, zh: string, en: string): void {
    this.problems.push(problemAt(this.item.place, code, `「${this.item.title}」：${zh}`, `${this.item.id}: ${en}`));
  }

  clause(id: string): void {
    if (this.library.clause(id)) return;
    const near = nearestNames(id, this.library.clauseIds);
    this.report('unknown-clause', `没有条款「${id}」。${asked(near)}`, `No clause ${id}.`);
  }

  rule(id: string | null): void {
    if (id === null) return;
    const ids = this.library.packs.flatMap((pack) => [...pack.rules.map((rule) => rule.id), ...pack.brokenRules]);
    if (ids.includes(id)) return;
    this.report('unknown-item', `没有规则「${id}」。${asked(nearestNames(id, new Set(ids)))}`, `No rule ${id}.`);
  }

  part(id: string | null): void {
    if (id === null || this.words === null || this.words.parts.has(id)) return;
    const near = nearestNames(id, this.words.parts.keys());
    const zh = `产品里没有「${id}」这一部分。${asked(near)}可以写：${[...this.words.parts.keys()].join('、')}。`;
    this.report('unknown-part', zh, `The product has no part ${id}.`);
  }

  row(row: number): void {
    if (this.words === null || this.words.rows.has(row)) return;
    this.report('unknown-row', `能力清单没有第 ${row} 行。`, `The plan has no row ${row}.`);
  }

  word(which: 'subject' | 'sector', word: string | null): void {
    const known = which === 'subject' ? this.words?.subjects : this.words?.sectors;
    if (word === null || !known || known.has(word)) return;
    const zh = `「${word}」不是${which === 'subject' ? '对象' : '领域'}。${asked(nearestNames(word, known.keys()))}可以写：${[...known.keys()].join('、')}。`;
    this.report('unknown-word', zh, `Unknown ${which} ${word}; allowed: ${[...known.keys()].join(', ')}.`);
  }
}

function asked(near: readonly string[]): string {
  return near.length > 0 ? `是不是 ${near.join('、')}？` : '';
}
