import { useRef, useState } from "preact/hooks";

import { useLoaded } from "../api/use";
import { useDrawing, useWidth } from "../shared/drawing";
import { Empty, Failure, Loading } from "../shared/parts";
import { count, day } from "../shared/words";
import { asked, type State } from "../state/address";
import { useShown } from "../takeout/shown";
import { firstDay, lastDay } from "./calendar";
import { Bars } from "./chart";
import { Controls, LEVEL, levelOf, showOnly } from "./controls";
import { type Bar, type Chart, loadChart } from "./load";
import { Meetings } from "./meetings";
import { Notes } from "./notes";
import { Legend } from "./patterns";
import "./timeline.css";

const NARROW = 600;
const MOST = { narrow: 130, wide: 400 }; // bars

/** Meetings through time: how many when, of which status; and under it the meetings themselves. */
export default function TimelineView({ state }: { state: State }) {
  const [box, width] = useWidth<HTMLDivElement>();
  const most = width < NARROW ? MOST.narrow : MOST.wide;
  const level = levelOf(state);
  const query = asked(state.filters);
  const key = width ? JSON.stringify([query, level, most]) : null;
  const { data: chart, error, loading, again } = useLoaded<Chart>(key, (signal) => loadChart(state.filters, level, most, signal));
  useShown(chart && !loading ? () => shownOf(chart) : null);
  const drawing = useDrawing(Boolean(chart?.bars.length));
  const refocus = useRef(false);
  const [told, setTold] = useState("");

  function chosen({ from, to }: Bar): void {
    refocus.current = Boolean(drawing.current?.contains(document.activeElement));
    // One bar would be left of the level that was asked for: look closer.
    const one = chart?.bars.some((bar) => bar.from === from && bar.to === to);
    showOnly({ from, to }, one && level && level !== "day" ? { [LEVEL]: null } : {});
  }

  return (
    <section class="timeline" aria-label="Timeline">
      <Controls state={state} chart={chart} />
      <div ref={box} class="box" aria-busy={loading}>
        {error ? (
          <Failure error={error} again={again} />
        ) : !chart ? (
          <Loading what="Counting the meetings" />
        ) : !chart.whole.count ? (
          <Empty title="There is no such meeting.">
            <Wider state={state} />
          </Empty>
        ) : (
          <>
            <p role="status" class="sum">
              <strong>{count(chart.whole.count, "meeting")}</strong> {spoken(state, chart)}
            </p>
            {chart.bars.length > 0 && (
              <Bars chart={chart} width={width} drawing={drawing} takesFocus={refocus} chosen={chosen} told={setTold} />
            )}
            <p class="faint told" role="status">
              {told}
            </p>
            <Legend state={state} counts={chart.whole.by_status} />
            <Notes state={state} chart={chart} />
          </>
        )}
      </div>
      {chart && chart.whole.count > 0 && !error && (
        <>
          <h2>The meetings</h2>
          <Meetings key={JSON.stringify(query)} state={state} total={chart.whole.count} />
        </>
      )}
    </section>
  );
}

/** Every bar with its days; meetings that are in none, as they are counted under the bars. */
const shownOf = ({ by, step, bars, whole, inexact, undated, before }: Chart): object => ({
  by,
  years_a_bar: by === "year" ? step : undefined,
  bars: bars.map(({ from, to, count, byStatus }) => ({ from, to, count, by_status: byStatus })),
  whole,
  inexact,
  undated,
  before,
});

/** The time that is meant, or that it comes to. */
function spoken({ filters: { from, to } }: State, { whole }: Chart): string {
  const first = from ? firstDay(from) : whole.first;
  const last = to ? lastDay(to) : whole.last;
  if (!first || !last) return "of unknown date";
  return first === last ? `on ${day(first)}` : `from ${day(first)} to ${day(last)}`;
}

function Wider({ state: { filters } }: { state: State }) {
  if (!filters.from && !filters.to) return <p>Other filters may find some.</p>;
  return (
    <p>
      <button type="button" onClick={() => showOnly({ from: null, to: null })}>
        Look at all dates
      </button>
    </p>
  );
}
