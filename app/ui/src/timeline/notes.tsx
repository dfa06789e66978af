import type { ComponentChildren } from "preact";

import type { By } from "../api/types";
import { count, day, number } from "../shared/words";
import { go, type State } from "../state/address";
import type { Chart } from "./load";
import { PLANS } from "./load";
import { lastDay } from "./calendar";

const COARSER: Record<By, string> = { day: "the week, month or year", month: "the year", year: "" };
const UNITS: Record<By, string> = { day: "day", month: "month", year: "year" };

/** What the bars do not show by themselves. */
export function Notes({ state, chart }: { state: State; chart: Chart }) {
  const { by, inexact, undated, before, step, tooFine, ahead } = chart;
  const notes: ComponentChildren[] = [];
  if (ahead.count) notes.push(<Planned state={state} chart={chart} />);
  if (inexact) notes.push(`${number(inexact)} known only by ${COARSER[by]}: in no bar.`);
  if (undated) notes.push(`${number(undated)} of unknown date: in no bar.`);
  if (before) notes.push(`${number(before)} began before this time and reached into it: in no bar.`);
  if (step > 1) notes.push(`Each bar is ${count(step, "year")}: there are more years than fit.`);
  if (tooFine) notes.push(`One bar for each ${UNITS[tooFine]} would be too many for so long a time; choose a shorter one for that.`);
  if (!notes.length) return null;
  return (
    <ul class="notes">
      {notes.map((note, at) => (
        <li key={at}>{note}</li>
      ))}
    </ul>
  );
}

function Planned({ state, chart }: { state: State; chart: Chart }) {
  const { count: plans, first } = chart.ahead;
  const status = PLANS.filter((one) => !state.filters.status.length || state.filters.status.includes(one));
  const { to } = state.filters;
  return (
    <>
      <strong>{number(plans)} planned ahead of today</strong>
      {first && first > chart.today && `, the first from ${day(first)}`}.{" "}
      <button
        type="button"
        onClick={() => go({ q: null, filters: { from: chart.today, to: to && lastDay(to), status } })}
      >
        Show only what is ahead
      </button>
    </>
  );
}
