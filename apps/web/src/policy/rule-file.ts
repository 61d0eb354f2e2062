import type { DraftPart, RuleDraft } from './rule-draft.ts';

/** Where one field of the form stands in the file, so that what is wrong there can be shown in the form. */
export interface WrittenField {
  /** Key of the part; empty for the rule itself. */
  readonly part: string;
  readonly field: string;
  readonly text: string;
  /** First line of its text, counted from 1, and how many there are. */
  readonly line: number;
  readonly lines: number;
  /** Columns before the text. */
  readonly indent: number;
}

export interface RuleFile {
  readonly text: string;
  readonly fields: readonly WrittenField[];
}

/** 规则文件: the draft as it would stand in its pack (YAML), and where each field of the form stands in it. */
export function ruleFile(draft: RuleDraft): RuleFile {
  const lines: string[] = [];
  const fields: WrittenField[] = [];
  const note = (part: string, field: string, text: string, line: number, indent: number) =>
    fields.push({ part, field, text, line, lines: Math.max(1, text.split('\n').length), indent });

  /** `before` stands for the list mark of a part's first key. */
  const put = (part: string, field: string, key: string, text: string, before: string, optional = true) => {
    if (text === '' && optional) return;
    const opening = `${before}${key}: `;
    note(part, field, text, lines.length + 1, opening.length);
    lines.push(`${opening}${scalar(text)}`);
  };
  const putFeel = (part: string, field: string, key: string, text: string, indent: string, optional: boolean) => {
    if (text.trim() === '') {
      if (!optional) put(part, field, key, '', indent, false);
      return;
    }
    // The text stands as it was typed, line for line, so that a place in the file is a place in the field.
    const inner = `${indent}  `;
    lines.push(`${indent}${key}: ${/^\s/.test(text) ? '|2-' : '|-'}`);
    note(part, field, text, lines.length + 1, inner.length);
    for (const line of text.split('\n')) lines.push(`${inner}${line}`);
  };
  const putClauses = (part: string, text: string, indent: string) => {
    const ids = idsIn(text);
    const opening = `${indent}clause: `;
    if (ids.length === 0) {
      // Nothing to write, but what the checker misses belongs to this field.
      note(part, 'clauses', '', 0, 0);
      return;
    }
    note(part, 'clauses', text, lines.length + 1, opening.length);
    lines.push(`${opening}${listed(ids)}`);
  };
  const putPart = (part: DraftPart, indent: string) => {
    const inner = `${indent}  `;
    put(part.key, 'title', 'title', part.title, `${indent}- `, false);
    if (part.id !== '') lines.push(`${inner}id: ${scalar(part.id)}`);
    if (part.aim) lines.push(`${inner}kind: aim`);
    putClauses(part.key, part.clauses, inner);
    putFeel(part.key, 'when', 'when', part.when, inner, true);
    if (part.is === 'condition') putFeel(part.key, 'feel', 'feel', part.feel, inner, false);
    for (const [field, key] of READING) put(part.key, field, key, part[field], inner);
    if (part.source !== '') {
      put(part.key, 'source', 'source', part.source, inner);
      lines.push(`${inner}status: ${part.sourceStatus}`);
    }
    put(part.key, 'holdsFrom', 'holdsFrom', part.holdsFrom, inner);
    put(part.key, 'holdsUntil', 'holdsUntil', part.holdsUntil, inner);
    if (part.is === 'group') putParts(part.mode, part.parts, inner);
  };
  const putParts = (mode: 'all' | 'any', parts: readonly DraftPart[], indent: string) => {
    if (parts.length === 0) {
      lines.push(`${indent}${mode}: []`);
      return;
    }
    lines.push(`${indent}${mode}:`);
    for (const part of parts) putPart(part, `${indent}  `);
  };

  /** An expression alone, or with a clause and a reading of its own. */
  const putAmount = (key: 'value' | 'amount') => {
    const { amountClauses, amountReading, amountAlternative, amountWhy } = draft;
    if (amountClauses === '' && amountReading === '') {
      putFeel('', 'amount', key, draft.amount, '', false);
      return;
    }
    lines.push(`${key}:`);
    putFeel('', 'amount', 'feel', draft.amount, '  ', false);
    const ids = idsIn(amountClauses);
    if (ids.length > 0) lines.push(`  clause: ${listed(ids)}`);
    put('', 'amountReading', 'reading', amountReading, '  ');
    put('', 'amountAlternative', 'alternative', amountAlternative, '  ');
    put('', 'amountWhy', 'why', amountWhy, '  ');
  };
  const putRelations = (key: string, relations: RuleDraft['excludes']) => {
    if (relations.length === 0) return;
    lines.push(`${key}:`);
    for (const { rule, clauses } of relations) {
      lines.push(
        clauses.length === 0 ? `  - ${scalar(rule)}` : `  - { rule: ${scalar(rule)}, clause: ${listed(clauses)} }`,
      );
    }
  };

  put('', 'rule', 'rule', draft.rule, '', false);
  put('', 'name', 'name', draft.name, '');
  if (draft.kind !== 'criterion') lines.push(`kind: ${draft.kind}`);
  put('', 'title', 'title', draft.title, '', false);
  put('', 'subject', 'subject', draft.subject, '', false);
  put('', 'holdsFrom', 'holdsFrom', draft.holdsFrom, '', false);
  put('', 'holdsUntil', 'holdsUntil', draft.holdsUntil, '');
  put('', 'note', 'note', draft.note, '');
  putClauses('', draft.clauses, '');
  for (const [field, key] of READING) put('', field, key, draft[field], '');
  if (draft.kind === 'check') {
    lines.push(`severity: ${draft.severity}`);
    put('', 'message', 'message', draft.message, '', false);
    put('', 'source', 'source', draft.source, '');
  }
  if (draft.kind === 'quantity') {
    lines.push(`unit: ${scalar(draft.unit)}`);
    putAmount('value');
  } else if (draft.kind !== 'entitlement' || draft.parts.length > 0) putParts(draft.mode, draft.parts, '');
  if (draft.kind === 'entitlement') {
    if (draft.amount.trim() !== '') {
      lines.push(`unit: ${scalar(draft.unit)}`);
      if (draft.amountIs !== 'exact') lines.push(`amountIs: ${draft.amountIs}`);
      putAmount('amount');
    }
    put('', 'period', 'period', draft.period, '');
    put('', 'provider', 'provider', draft.provider, '');
    put('', 'benefit', 'benefit', draft.benefit, '');
    putRelations('stacksWith', draft.stacksWith);
    putRelations('excludes', draft.excludes);
  }
  return { text: `${lines.join('\n')}\n`, fields };
}

function idsIn(text: string): string[] {
  return text.split(/[\s,，、;；]+/).filter(Boolean);
}

function listed(ids: readonly string[]): string {
  return ids.length === 1 ? scalar(ids[0]!) : `[${ids.map(scalar).join(', ')}]`;
}

const READING = [
  ['reading', 'reading'],
  ['alternative', 'alternative'],
  ['why', 'why'],
] as const;

/** A word or an id stands bare; whatever YAML could take for something else stands in quotes. */
export function scalar(text: string): string {
  const isBare =
    /^[\p{Script=Han}A-Za-z][\p{Script=Han}\p{N}A-Za-z_./-]*$/u.test(text) || /^\d{4}-\d{2}-\d{2}$/.test(text);
  return isBare && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) ? text : JSON.stringify(text);
}
