import type { PackFile } from '../pack-file.ts';
import type { Mapping } from '../yaml-reader.ts';
import { type Deadline, deadlineOf, requiredOneOf, whole } from './fields.ts';
import type { ItemBase } from './item.ts';

/** 分工任务: one task of a division of work among departments. */
export interface TaskItem extends ItemBase {
  readonly kind: 'task';
  readonly no: number;
  readonly section: string;
  readonly text: string;
  readonly leads: readonly string[];
  /** single 牵头 · joint 共同牵头 · separate 分别牵头: each lead leads its own part. */
  readonly leadsMode: LeadsMode;
  readonly participants: readonly string[];
  /** The list is open (等, 等省直相关部门): more may take part. Null when it is closed. */
  readonly participantsOpen: string | null;
  /** The units as printed. */
  readonly unitsPrinted: string | null;
  readonly by: Deadline | null;
  /** Numbers of the articles it divides. */
  readonly articles: readonly number[];
}

export type LeadsMode = (typeof LEADS_MODES)[number];
export const LEADS_MODES = ['single', 'joint', 'separate'] as const;

export const TASK_KEYS = [
  'no',
  'section',
  'text',
  'leads',
  'leadsMode',
  'participants',
  'participantsOpen',
  'by',
  'articles',
];

/** A task of its own, or (`given`) what the writer adds to one of the brought list: clauses, a deadline, a note. */
export function readTask(entry: Mapping, base: ItemBase, given: TaskItem | null): TaskItem {
  if (given) return completed(entry, base, given);
  const leads = entry.texts('leads');
  const leadsMode = requiredOneOf(entry, 'leadsMode', LEADS_MODES, 'single');
  if (leads.length === 0 || (leadsMode === 'single') !== (leads.length === 1)) {
    const zh = '单独牵头（single）写一个 leads，共同牵头（joint）、分别牵头（separate）写两个以上。';
    entry.file.report(entry.raw('leads') ?? entry.node, 'wrong-shape', zh, 'The leads do not fit `leadsMode`.');
  }
  const articles = entry.data('articles') ?? [];
  return {
    ...base,
    kind: 'task',
    no: whole(entry, 'no', 1, 10_000) ?? 0,
    section: entry.required('section'),
    text: entry.required('text'),
    leads,
    leadsMode,
    participants: entry.texts('participants'),
    participantsOpen: entry.text('participantsOpen'),
    unitsPrinted: null,
    by: deadlineOf(entry, 'by'),
    articles: Array.isArray(articles) ? articles.filter((one): one is number => Number.isSafeInteger(one)) : [],
  };
}

function completed(entry: Mapping, base: ItemBase, given: TaskItem): TaskItem {
  for (const key of TASK_KEYS) {
    if (key === 'by' || !entry.has(key)) continue;
    const zh = `任务「${base.id}」的「${key}」来自文件的分工表，不能另写。可以补充 clause、by、quantities、note 等。`;
    entry.file.report(entry.raw(key), 'duplicate', zh, `\`${key}\` of ${base.id} comes from the brought list.`);
  }
  return {
    ...given,
    ...base,
    title: given.title,
    clauses: [...new Set([...given.clauses, ...base.clauses])],
    damaged: base.damaged ?? given.damaged,
    note: base.note ?? given.note,
    by: deadlineOf(entry, 'by'),
  };
}

/** One task as `tasks.json` holds it. */
interface BroughtTask {
  readonly no: number;
  readonly section: string;
  readonly articles: readonly number[];
  readonly text: string;
  readonly units_printed: string;
  readonly leads: readonly string[];
  readonly leads_mode: LeadsMode;
  readonly participants: readonly string[];
  readonly participants_open?: string;
  readonly clauses: readonly string[];
  readonly damaged?: boolean;
  readonly note?: string;
}

/** 任务分工表 as brought from the annex of a document (`tasks.json`): ids `task-1` … */
export function broughtTasks(pack: string, file: PackFile): TaskItem[] {
  const { tasks } = JSON.parse(file.text) as { tasks: readonly BroughtTask[] };
  return tasks.map((task) => ({
    kind: 'task',
    id: `task-${task.no}`,
    title: task.text.length > 30 ? `${task.text.slice(0, 29)}…` : task.text,
    pack,
    clauses: task.clauses,
    aim: false,
    holdsFrom: null,
    holdsUntil: null,
    quantities: [],
    reading: null,
    damaged: task.damaged ? (task.note ?? '原文此处有残损') : null,
    awaits: [],
    note: task.note ?? null,
    place: { file: file.path, line: lineOf(file.text, task.no), column: 1 },
    no: task.no,
    section: task.section,
    text: task.text,
    leads: task.leads,
    leadsMode: task.leads_mode,
    participants: task.participants,
    participantsOpen: task.participants_open ?? null,
    unitsPrinted: task.units_printed,
    by: null,
    articles: task.articles,
  }));
}

/** The file holds one task per line. */
function lineOf(text: string, no: number): number {
  return text.slice(0, Math.max(0, text.indexOf(`{"no":${no},"section"`))).split('\n').length;
}
