import type { ListType, Node } from '../feel/tree.ts';
import type { ResolvedCall, ResolvedFigure, ResolvedParameter } from '../packs/library.ts';
import type { FactRecord } from '../schema.ts';
import type { BoundProgram } from './bound-rule.ts';
import type { BranchWatch } from './branch-watch.ts';
import type { Elements, Input, Missing, RecordName, State } from './explanation.ts';
import type { CallNode, FieldNode, Recorder, UnknownCause, Value } from './frame.ts';

const MOST_INPUTS = 200;
const MOST_ELEMENTS = 100;

/** Notes what one condition reads, what it misses, and which records of a list decide it. */
export class Trace implements Recorder {
  readonly inputs: Input[] = [];
  readonly missing: Missing[] = [];
  private readonly path: { node: Node; record: RecordName; missingBefore: number }[] = [];
  private readonly deciding: { record: RecordName; outcome: State }[] = [];
  private listPath = '';
  private checked = 0;
  private more = 0;
  private readonly subject: RecordName;
  private readonly year: number;
  private readonly parameters: readonly ResolvedParameter[];
  private readonly figures: readonly ResolvedFigure[];
  private readonly calls: readonly ResolvedCall[];
  /** The cells of tables that were read, as parameters of their own. */
  private readonly cells = new Map<string, ResolvedParameter>();
  private readonly names = new Map<object, RecordName>();
  private readonly watch: BranchWatch | null;

  constructor(
    subject: RecordName,
    year: number,
    program: Pick<BoundProgram, 'parameters' | 'figures' | 'calls'>,
    watch: BranchWatch | null = null,
  ) {
    this.subject = subject;
    this.year = year;
    this.parameters = program.parameters;
    this.figures = program.figures;
    this.calls = program.calls;
    this.watch = watch;
  }

  get elements(): Elements | null {
    if (this.listPath === '') return null;
    return { list: this.listPath, checked: this.checked, deciding: this.deciding, more: this.more };
  }

  /** The single values that the expression names, and of its tables the cells that were read. */
  get parametersRead(): ResolvedParameter[] {
    return [...this.parameters.filter((one) => one.table === null), ...this.cells.values()];
  }

  readField(node: FieldNode, holder: FactRecord | null, value: Value, cause: UnknownCause): void {
    const { field, path, yearOffset } = node;
    const record = this.recordOf(node.of, holder);
    const year = this.year + yearOffset;
    const label = field.label ?? field.ruleName;
    if (
      !this.inputs.some((input) => input.path === path && input.record === record) &&
      this.inputs.length < MOST_INPUTS
    ) {
      const valueLabel =
        field.type === 'code' && value !== null ? (field.labelByKey.get(value as string) ?? null) : null;
      this.inputs.push({
        path,
        item: field.ruleName,
        label,
        key: field.key,
        rule: null,
        record,
        year,
        value,
        valueLabel,
        unit: field.unit ?? '',
      });
    }
    if (value !== null) return;
    const why = cause === 'record-absent' || cause === 'out-of-range' ? cause : 'absent';
    this.add({
      is: 'item',
      item: field.ruleName,
      label,
      key: field.key,
      entity: field.entity,
      record,
      year,
      cause: why,
      from: field.derivedFrom ?? [],
    });
  }

  readList(node: Node, holder: FactRecord | null, missing: boolean): void {
    if (node.is !== 'relation' || !missing) return;
    const { ruleName, key } = node.relation;
    const entity = (node.of.type as { entity?: { key: string } }).entity?.key ?? '';
    const record = this.recordOf(node.of, holder);
    const year = this.year + node.yearOffset;
    this.add({ is: 'item', item: ruleName, label: ruleName, key, entity, record, year, cause: 'absent', from: [] });
  }

  readParameter(slot: number, value: Value): void {
    if (value !== null) return;
    const { name, state, pack } = this.parameters[slot]!;
    this.add({ is: 'parameter', item: name, state: state === 'not-in-force' ? state : 'unset', pack });
  }

  readTable(slot: number, keys: readonly string[], value: Value): void {
    const parameter = this.parameters[slot]!;
    const { name, state, clauses, note, source } = parameter.table!.cellAt(keys, parameter.clauses);
    if (state !== 'not-listed' && state !== 'not-in-force') {
      const from = source ?? parameter.source;
      this.cells.set(name, { ...parameter, name, table: null, value, state, clauses, note, source: from });
    }
    if (value !== null) return;
    const why = state === 'not-listed' || state === 'not-in-force' ? state : 'unset';
    this.add({ is: 'parameter', item: name, state: why, pack: parameter.pack });
  }

  readCall(node: CallNode, facts: FactRecord | null, value: Value): void {
    const { name, rule, evaluator } = this.calls[node.slot]!;
    const record = this.recordOf(node.of, facts);
    const path = callPath(node);
    if (!this.inputs.some((input) => input.path === path && input.record === record)) {
      const called = evaluator?.rule;
      const [label, unit] = [called?.title ?? name, called?.amount?.unit ?? ''];
      const input = {
        path,
        item: name,
        label,
        key: rule,
        rule,
        record,
        year: this.year,
        value,
        valueLabel: null,
        unit,
      };
      if (this.inputs.length < MOST_INPUTS) this.inputs.push(input);
    }
    if (value !== null) return;
    if (facts === null || !evaluator) {
      const cause = evaluator ? 'record-absent' : 'not-in-force';
      this.add({ is: 'rule', item: name, rule, record, cause });
    } else for (const missing of evaluator.missing(facts, record)) this.add(missing);
  }

  readReference(slot: number, value: Value): void {
    if (value !== null) return;
    const { title, series, level, division, year } = this.figures[slot]!;
    this.add({ is: 'figure', item: title, series, level, division, year });
  }

  noResult(_node: Node, cause: UnknownCause): void {
    if (cause === 'division-by-zero' || cause === 'nothing-to-aggregate') this.add({ is: 'result', item: '', cause });
  }

  tookBranch(node: Node, taken: boolean | null): void {
    this.watch?.branch(node, taken);
  }

  mark(): number {
    return this.missing.length;
  }

  forgetMissing(mark: number): void {
    this.missing.length = mark;
  }

  enterElement(node: Node, index: number, record: unknown): number {
    const list = (node as { list: Node }).list;
    const entity = (list.type as ListType).of;
    const schema = entity.is === 'record' ? entity.entity.schema : null;
    this.path.push({ node, record: nameRecord(schema, record, index + 1), missingBefore: this.missing.length });
    return this.inputs.length;
  }

  leaveElement(node: Node, since: number, outcome: boolean | null, keep: boolean): void {
    const { record, missingBefore } = this.path.pop()!;
    if (!keep) {
      this.inputs.length = Math.min(since, this.inputs.length);
      this.missing.length = Math.min(missingBefore, this.missing.length);
    }
    if (node.is === 'for' || this.path.length > 0) return;
    this.checked++;
    this.listPath = listPathOf(node);
    if (!keep) return;
    if (this.deciding.length >= MOST_ELEMENTS) this.more++;
    else this.deciding.push({ record, outcome: outcome === null ? 'unknown' : outcome ? 'met' : 'unmet' });
  }

  /** The record that a path starts from: the subject, the element of a loop, or one that they lead to. */
  private recordOf(of: Node, holder: FactRecord | null): RecordName {
    let root = of;
    while (root.is === 'relation' && root.relation.kind === 'yearBefore') root = root.of;
    if (root.is === 'variable') {
      const { slot } = root;
      if (slot === 0) return this.subject;
      const element = this.path.findLast(({ node }) => (node as { slot?: number }).slot === slot);
      if (element) return element.record;
    }
    const known = holder && this.names.get(holder);
    if (known) return known;
    const schema = of.type.is === 'record' ? of.type.entity.schema : null;
    const made = nameRecord(schema, holder, null);
    if (holder) this.names.set(holder, made);
    return made;
  }

  private add(missing: Missing): void {
    const key = keyOf(missing);
    if (!this.missing.some((other) => keyOf(other) === key)) this.missing.push(missing);
  }
}

export function keyOf(missing: Missing): string {
  switch (missing.is) {
    case 'item':
      return `${missing.entity}.${missing.key}@${missing.record.id ?? missing.record.position ?? ''}/${missing.year}`;
    case 'parameter':
      return `=${missing.item}`;
    case 'figure':
      return `#${missing.series}/${missing.division ?? missing.level}/${missing.year}`;
    case 'rule':
      return `?${missing.rule}@${missing.record.id ?? missing.record.position ?? ''}`;
    case 'result':
      return `!${missing.cause}`;
  }
}

export function nameRecord(
  schema: { readonly key: string; readonly idKey?: string; readonly nameKey?: string } | null,
  record: unknown,
  position: number | null,
): RecordName {
  const facts = (record ?? {}) as FactRecord;
  const text = (key: string | undefined): string | null => {
    const value = key === undefined ? null : facts[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
  };
  return { entity: schema?.key ?? '', id: text(schema?.idKey), name: text(schema?.nameKey), position };
}

/** `合格(生)`: how the result of a rule is called. */
export function callPath(node: CallNode): string {
  return `${node.name}(${pathOf(node.of)})`;
}

function pathOf(node: Node): string {
  return node.is === 'relation' ? node.path : node.is === 'variable' ? node.name : '…';
}

function listPathOf(node: Node): string {
  const list = (node as { list: Node }).list;
  return list.is === 'relation' ? list.path : '';
}
