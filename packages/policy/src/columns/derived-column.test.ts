import { expect, test } from 'vitest';
import { indexSchema } from '../schema.ts';
import { columnFor } from './derived-column.ts';
import { ColumnsBuilder, type FactColumns } from './index.ts';

const number = (key: string, ruleName: string) =>
  ({ key, ruleName, type: 'integer', unit: '个', range: [0, 1_000] }) as const;
const schema = indexSchema({
  entities: [
    {
      key: 'room',
      ruleName: '室',
      label: '室',
      idKey: 'roomId',
      fields: [
        number('seats', '座位'),
        number('taken', '已坐'),
        number('lamps', '灯'),
        {
          ...number('free', '空位'),
          derive: ({ seats, taken }) => Number(seats) - Number(taken),
          derivedFrom: ['座位', '已坐'],
        },
      ],
    },
  ],
});
const ROOM = schema.byKey.get('room')!;

function rooms(): FactColumns {
  const builder = new ColumnsBuilder(schema);
  const table = builder.table('room', 2);
  for (const [key, values] of Object.entries({ seats: [40, 50], taken: [1, 2], lamps: [3, 4] })) {
    const column = table.column(key);
    for (const [row, value] of values.entries()) column.set(row, value);
  }
  return builder.build();
}

/** The same arrays with another value in one of them, in new columns of those named. */
function changed(columns: FactColumns, key: string, value: number): FactColumns {
  const table = columns.tables.get('room')!;
  const column = table.columns.get(key)!;
  column.values[0] = value;
  const own = new Map([...table.columns, [key, { ...column }]]);
  return { ...columns, tables: new Map([['room', { ...table, columns: own }]]) };
}

function free(columns: FactColumns, date = '2016-12-31') {
  return columnFor(columns, 'room', ROOM, ROOM.fields.get('空位')!, 0, date);
}

test('what follows from columns is computed again when one of them is another, whichever', () => {
  const before = rooms();
  expect([...free(before).values]).toEqual([39, 48]);
  const seats = changed(before, 'seats', 60);
  expect([...free(seats).values]).toEqual([59, 48]);
  expect([...free(changed(seats, 'taken', 10)).values]).toEqual([50, 48]);
});

test('it is computed once for a day, and stays when only its neighbours are others', () => {
  const before = rooms();
  const known = free(before);
  expect(free(before)).toBe(known);
  expect(free(changed(before, 'lamps', 9))).toBe(known);
  expect(free(before, '2017-12-31')).not.toBe(known);
});
