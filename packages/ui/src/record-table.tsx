// biome-ignore-all lint/a11y/noRedundantRoles: the cards of narrow screens change `display`, and browsers then forget the roles of a table.
import { type KeyboardEvent, type ReactNode, useRef } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly align?: 'end';
  /** Heads the card on a phone; the keyboard walks along the links in it. */
  readonly leading?: true;
  /** Takes a whole line of the card on a phone. */
  readonly block?: true;
  /** Left out of the card on a phone. */
  readonly wideOnly?: true;
  readonly cell: (row: Row) => ReactNode;
}

interface RecordTableProps<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** True while the rows shown are those of the question before. */
  readonly stale?: boolean;
}

/**
 * A dense table of records; each row becomes a card on a narrow screen. Arrow keys, Home and End go from row to row,
 * Enter opens the row's link.
 */
export function RecordTable<Row>({ caption, columns, rows, rowKey, stale = false }: RecordTableProps<Row>) {
  const table = useRef<HTMLTableElement>(null);
  return (
    <table
      ref={table}
      className="records"
      role="table"
      aria-busy={stale}
      onKeyDown={(event) => walk(event, table.current)}
    >
      <caption className="unseen">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th
              key={column.key}
              role="columnheader"
              scope="col"
              className={column.align === 'end' ? 'at-end' : undefined}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            {columns.map((column) => (
              <td key={column.key} role="cell" className={cellClass(column)} data-label={column.title}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellClass<Row>(column: Column<Row>): string | undefined {
  const names = [
    column.align === 'end' && 'at-end',
    column.leading && 'leading',
    column.block && 'block',
    column.wideOnly && 'wide-only',
  ].filter(Boolean);
  return names.length > 0 ? names.join(' ') : undefined;
}

function walk(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const links = [...(table?.querySelectorAll<HTMLElement>('td.leading a') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  if (at < 0) return;
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  const target = next === undefined ? undefined : links[next];
  if (!target) return;
  event.preventDefault();
  target.focus();
}
