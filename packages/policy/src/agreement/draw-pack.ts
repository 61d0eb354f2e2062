import type { PackFile } from '../packs/pack-file.ts';
import type { Choices } from './choices.ts';
import { type Callable, type DrawnParameter, ExpressionDraw, type Named } from './draw-expression.ts';

/** The day all rules of the test are judged for, and where. */
export const JUDGED_FOR = '2016-06-15';
export const JUDGED_AT = 420_821_101_201;

/** A pack of the test: its parameters, and its rules as their files. */
export interface DrawnPack {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly rules: readonly DrawnRule[];
}

export interface DrawnRule {
  readonly rule: string;
  readonly subject: string;
  readonly [key: string]: unknown;
}

const SUBJECTS: readonly Named[] = [
  { name: '班', entity: 'class' },
  { name: '校', entity: 'school' },
  { name: '生', entity: 'pupil' },
];
const KNOWN_PARAMETERS: readonly DrawnParameter[] = [
  { name: '数甲', type: 'number' },
  { name: '数乙', type: 'number' },
  { name: '是否甲', type: 'boolean' },
  { name: '日甲', type: 'date' },
  { name: '分类数', type: 'number', by: ['kind'] },
  { name: '双类数', type: 'number', by: ['kind', ['甲类', '乙类', '丙类']] },
  { name: '分类日', type: 'date', by: [['甲类', '乙类']] },
];

export function drawParameters(choices: Choices): DrawnPack['parameters'] {
  const value = () => choices.pick([2, 0, 1, -1, 3, 12, 60, 61, 100, -100, 1_000, null]);
  const day = () => choices.pick(['2016-06-15', '2000-01-01', '2015-12-31', null]);
  const held = (values: object) => ({ from: '2015-01-01', clause: 'law/1', ...values });
  const number = { unit: '', range: [-1_000, 1_000] };
  const cells = () => ({
    走读: value(),
    ...(choices.once(2) && { 其他: value() }),
    ...(choices.once(2) && { 寄宿: value() }),
  });
  const otherwise = () => (choices.once(2) ? { otherwise: value() } : {});
  return {
    数甲: { ...number, values: [held({ value: value() })] },
    数乙: {
      ...number,
      values: [held({ until: '2015-12-31', value: 7 }), held({ from: '2016-01-01', value: value() })],
    },
    是否甲: { type: 'boolean', values: [held({ value: choices.pick([true, false, null]) })] },
    日甲: { type: 'date', values: [held({ value: day() })] },
    分类数: { ...number, by: [{ item: '班.类别' }], values: [held({ table: cells(), ...otherwise() })] },
    双类数: {
      ...number,
      by: [{ item: '生.类别' }, { categories: ['甲类', '乙类', '丙类'] }],
      values: [held({ table: { 走读: { 甲类: value(), 乙类: value() }, 寄宿: { 丙类: value() } }, ...otherwise() })],
    },
    分类日: {
      type: 'date',
      by: [{ categories: ['甲类', '乙类'] }],
      values: [held({ table: { 甲类: day() }, ...(choices.once(2) && { otherwise: day() }) })],
    },
  };
}

/** One rule; it may call those before it. */
export function drawRule(choices: Choices, before: readonly Callable[], number: number): DrawnRule & { name: string } {
  const subject = choices.pick(SUBJECTS);
  const draw = new ExpressionDraw(choices, KNOWN_PARAMETERS, before);
  const names = [subject];
  const kind = choices.pick(['criterion', 'quantity', 'criterion', 'entitlement', 'check']);
  const head = {
    rule: `rule-${number}`,
    name: `规则${number}`,
    title: '规则',
    subject: subject.entity,
    clause: 'law/1',
  };
  const common = { ...head, kind, holdsFrom: '2015-01-01' };
  const amount = () => draw.number(names, 3);
  const conditions = () => drawGroup(choices, draw, names, 2);
  if (kind === 'quantity') return { ...common, unit: '', value: amount() };
  if (kind === 'check') return { ...common, severity: 'hint', message: '请核对', ...conditions() };
  if (kind === 'criterion') return { ...common, ...conditions() };
  return { ...common, unit: '', amount: amount(), ...conditions() };
}

export function givesOf(rule: DrawnRule): Callable['gives'] {
  return rule.kind === 'quantity' || rule.kind === 'entitlement' ? 'number' : 'boolean';
}

function when(choices: Choices, draw: ExpressionDraw, names: readonly Named[]): object {
  return choices.once(5) ? { when: draw.boolean(names, 1) } : {};
}

function drawGroup(choices: Choices, draw: ExpressionDraw, names: readonly Named[], depth: number): object {
  const parts = Array.from({ length: 1 + choices.below(3) }, () => {
    const common = {
      title: '条件',
      ...when(choices, draw, names),
      ...(choices.once(7) && { kind: 'aim' }),
      ...(choices.once(9) &&
        choices.pick([{ holdsFrom: '2017-01-01' }, { holdsUntil: '2016-06-15' }, { holdsUntil: '2016-06-14' }])),
    };
    if (depth > 0 && choices.once(4)) return { ...common, ...drawGroup(choices, draw, names, depth - 1) };
    return { ...common, feel: draw.boolean(names, choices.pick([1, 2, 3, 4])) };
  });
  return { [choices.pick(['all', 'any'])]: parts };
}

/** The files of the pack. JSON is YAML. */
export function filesOf({ parameters, rules }: DrawnPack): PackFile[] {
  const jurisdiction = { name: '某省', code: '420000' };
  const header = { pack: 'law', title: '校规', jurisdiction, inForce: { from: '2015-01-01' } };
  const value = (division: string, year: number, mean: number) => ({
    division,
    year,
    value: mean,
    status: 'sourced',
    source: '年鉴',
  });
  const series = {
    series: 'mean',
    title: '均值',
    unit: '',
    values: [value('420821', 2016, 12), value('420821', 2015, -7)],
  };
  const file = (path: string, content: unknown): PackFile => ({ path: `law/${path}`, text: JSON.stringify(content) });
  return [
    file('pack.yaml', header),
    file('parameters/all.yaml', parameters),
    file('series/mean.yaml', series),
    ...rules.map((rule) => file(`${rule.rule}.yaml`, rule)),
  ];
}
