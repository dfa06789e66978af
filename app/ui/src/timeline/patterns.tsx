// What each status is filled with: told apart by the pattern as well as by the colour.

import type { ComponentChildren } from "preact";

import type { Status } from "../api/types";
import { link, type State } from "../state/address";
import { number, STATUS } from "../shared/words";
import { STATUSES } from "./load";

const LINES: Record<Status, string | null> = {
  occurred: null,
  planned: "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
  proposed: "M2,2 h1 M6,6 h1",
  postponed: "M0,2 h8 M0,6 h8",
  cancelled: "M0,0 l8,8 M0,8 l8,-8",
  refused: "M0,4 h8 M4,0 v8",
  denied: "M2,0 v8 M6,0 v8",
};

/** One drawing's patterns; `of` keeps their names apart from those of another drawing. */
export function Patterns({ of }: { of: string }) {
  return (
    <defs>
      {STATUSES.map((status) => (
        <pattern key={status} id={`${of}-${status}`} width="8" height="8" patternUnits="userSpaceOnUse">
          <rect width="8" height="8" class={`under fill-${status}`} />
          {LINES[status] && <path d={LINES[status]} class={`over fill-${status}`} />}
        </pattern>
      ))}
    </defs>
  );
}

export const filled = (of: string, status: Status): string => `url(#${of}-${status})`;

function Swatch({ status }: { status: Status }) {
  const name = `swatch-${status}`;
  return (
    <svg class="swatch" width="20" height="16" aria-hidden="true">
      <Patterns of={name} />
      <rect x="0.5" y="0.5" width="19" height="15" fill={filled(name, status)} class={`edge fill-${status}`} />
    </svg>
  );
}

/** What the patterns mean and how many there are of each; a status leads to its meetings alone. */
export function Legend({ state, counts, children }: { state: State; counts: Partial<Record<Status, number>>; children?: ComponentChildren }) {
  const there = STATUSES.filter((one) => counts[one]);
  return (
    <ul class="legend" aria-label="By status">
      {there.map((status) => (
        <li key={status}>
          <Swatch status={status} />{" "}
          {there.length > 1 ? (
            <a href={link({ q: null, filters: { status: [status] } }, state)} title={`Only what was ${STATUS[status]}`}>
              {STATUS[status]}
            </a>
          ) : (
            STATUS[status]
          )}{" "}
          {number(counts[status] ?? 0)}
        </li>
      ))}
      {children}
    </ul>
  );
}
