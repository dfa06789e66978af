import type { By } from "../api/types";
import { number } from "../shared/words";
import { ordinal } from "./calendar";
import type { Bar } from "./load";

const YEAR = new Intl.DateTimeFormat(undefined, { year: "numeric", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(undefined, { month: "short", year: "numeric", timeZone: "UTC" });
const DAY = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", timeZone: "UTC" });
const STEPS: Record<By, readonly number[]> = {
  day: [1, 2, 7, 14, 28, 56, 112],
  month: [1, 3, 6, 12, 24, 60, 120],
  year: [1, 2, 5, 10, 20, 50, 100, 200, 500],
};
const LABEL = 74; // pixels that a label needs

export interface Plot {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The height of the axis and where its lines are: round numbers, at most seven. */
export function scale(highest: number): { top: number; ticks: number[] } {
  const rough = Math.max(highest, 1) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * power >= rough) ?? 10) * power);
  const top = Math.ceil(Math.max(highest, 1) / step) * step;
  return { top, ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, at) => at * step) };
}

export function Counts({ plot, top, ticks }: { plot: Plot; top: number; ticks: number[] }) {
  return (
    <g aria-hidden="true">
      {ticks.map((tick) => {
        const y = plot.top + plot.height * (1 - tick / top);
        return (
          <g key={tick}>
            <line x1={plot.left} x2={plot.left + plot.width} y1={y} y2={y} class={tick ? "rule" : "ground"} />
            <text x={plot.left - 6} y={y + 4} text-anchor="end">
              {number(tick)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

export function Times({ plot, bars, by, step }: { plot: Plot; bars: Bar[]; by: By; step: number }) {
  const wide = plot.width / bars.length;
  const every = STEPS[by].find((one) => (one / step) * wide >= LABEL) ?? (STEPS[by].at(-1) as number);
  const words = by === "day" ? DAY : by === "month" && every % 12 ? MONTH : YEAR;
  const marked = bars.flatMap((bar, at) => {
    // The first bar at or after a round number.
    const from = ordinal(by, bar.from);
    return Math.ceil(from / every) * every < from + step ? [{ bar, at }] : [];
  });
  const shown = marked.length ? marked : bars.slice(0, 1).map((bar) => ({ bar, at: 0 }));
  return (
    <g aria-hidden="true">
      {shown.map(({ bar, at }) => {
        const x = plot.left + wide * at;
        const beyond = x + LABEL > plot.left + plot.width + 10;
        const bottom = plot.top + plot.height;
        return (
          <g key={bar.from}>
            <line x1={x} x2={x} y1={bottom} y2={bottom + 5} class="ground" />
            <text x={beyond ? x + wide : x} y={bottom + 18} text-anchor={beyond ? "end" : "start"}>
              {words.format(new Date(`${bar.from}T00:00:00Z`))}
            </text>
          </g>
        );
      })}
    </g>
  );
}
