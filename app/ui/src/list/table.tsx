import type { ComponentChildren, JSX } from "preact";

import { go, link } from "../state/address";
import { type Sort, type Value, writeSort } from "./order";

export interface Column<T> {
  id: string;
  name: string;
  /** What rows are sorted by. */
  value: (row: T) => Value;
  cell: (row: T) => ComponentChildren;
  /** Sorted downwards first, as one wants dates and numbers. */
  downwards?: boolean;
  /** Numbers. */
  end?: boolean;
  /** Never on two lines. */
  whole?: boolean;
}

interface Props<T> {
  caption: string;
  columns: readonly [Column<T>, ...Column<T>[]];
  /** Which column says what the row is, and holds its link. */
  main: string;
  rows: readonly T[];
  sort: Sort;
  /** What the evidence pane shows for a row. */
  opens: (row: T) => string;
  chosen: (row: T) => boolean;
  busy: boolean;
}

/** A table whose rows open the evidence; arrow keys go from row to row. */
export function Table<T>({ caption, columns, main, rows, sort, opens, chosen, busy }: Props<T>) {
  return (
    <div class="list-box" role="region" aria-label={caption} tabIndex={0}>
      {/* Said anew, for a narrow window lays the rows out as cards and a browser may then forget that they are a table. */}
      <table role="table" aria-busy={busy}>
        <caption class="hidden-but-said">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((one) => (
              <Header column={one as Column<unknown>} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" onKeyDown={move}>
          {rows.map((row) => {
            const target = opens(row);
            const current = chosen(row);
            return (
              <tr key={target} role="row" class={current ? "chosen" : undefined} onClick={(event) => follow(event, target)}>
                {columns.map((one) =>
                  one.id === main ? (
                    <th scope="row" role="rowheader" data-column={one.name}>
                      <a href={link({ open: target })} aria-current={current ? "true" : undefined}>
                        {one.cell(row)}
                      </a>
                    </th>
                  ) : (
                    <td role="cell" data-column={one.name} class={one.end ? "end" : one.whole ? "whole" : undefined}>
                      {one.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Header({ column, sort }: { column: Column<unknown>; sort: Sort }) {
  const by = sort.column === column.id;
  const descending = by ? !sort.descending : (column.downwards ?? false);
  const change = () => go({ more: { "list.sort": writeSort({ column: column.id, descending }) } });
  return (
    <th
      scope="col"
      role="columnheader"
      aria-sort={by ? (sort.descending ? "descending" : "ascending") : undefined}
      class={column.end ? "end" : undefined}
    >
      <button type="button" class="sort" onClick={change}>
        {column.name}
        <span aria-hidden="true">{by ? (sort.descending ? " ▼" : " ▲") : ""}</span>
      </button>
    </th>
  );
}

/** A click anywhere in a row is meant for its link. Selecting text is not a click. */
function follow(event: MouseEvent, target: string): void {
  if ((event.target as Element).closest("a, button") || getSelection()?.toString()) return;
  go({ open: target });
}

const STEPS: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function move(event: JSX.TargetedKeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>("th > a")];
  const at = links.findIndex((one) => one === document.activeElement);
  if (at < 0) return;
  event.preventDefault();
  links[step(at, links.length)]?.focus();
}
