import type { By } from "../api/types";
import { go, type State } from "../state/address";
import { beside, type Column, firstDay, lastDay, named } from "./calendar";
import type { Chart } from "./load";

const LEVELS: readonly By[] = ["day", "month", "year"];
const WORDS: Record<By, string> = { day: "Days", month: "Months", year: "Years" };

export const LEVEL = "timeline.by";

export function levelOf(state: State): By | null {
  const asked = state.more[LEVEL] as By;
  return LEVELS.includes(asked) ? asked : null;
}

/** Only the meetings of that time. A question that was asked does not say so any more. */
export function showOnly({ from, to }: { from: string | null; to: string | null }, more: Record<string, string | null> = {}): void {
  go({ q: null, filters: { from, to }, more });
}

/** How fine, and which time. */
export function Controls({ state, chart }: { state: State; chart: Chart | null }) {
  const { from, to } = state.filters;
  const asked = levelOf(state);
  const bounds: Column | null = from && to && chart ? { from: firstDay(from), to: lastDay(to) } : null;
  return (
    <div class="row timeline-controls">
      <div class="row levels" role="group" aria-label="One bar for each">
        <button type="button" aria-pressed={asked === null} onClick={() => go({ more: { [LEVEL]: null } })}>
          Automatic
        </button>
        {LEVELS.map((by) => (
          <button type="button" key={by} aria-pressed={asked === by} onClick={() => go({ more: { [LEVEL]: by } })}>
            {WORDS[by]}
          </button>
        ))}
      </div>
      <div class="row" role="group" aria-label="Time shown">
        {bounds && ([-1, 1] as const).map((direction) => <Beside key={direction} bounds={bounds} direction={direction} />)}
        {(from || to) && (
          <button type="button" onClick={() => showOnly({ from: null, to: null })}>
            All dates
          </button>
        )}
      </div>
    </div>
  );
}

function Beside({ bounds, direction }: { bounds: Column; direction: -1 | 1 }) {
  const other = beside(bounds.from, bounds.to, direction);
  return (
    <button type="button" title={named(other)} onClick={() => showOnly(other)}>
      {direction < 0 ? "← Earlier" : "Later →"}
      <span class="hidden-but-said">: {named(other)}</span>
    </button>
  );
}
