import { type MutableRef, useId, useLayoutEffect, useRef } from "preact/hooks";
import type { RefObject } from "preact";

import { count, day, STATUS } from "../shared/words";
import { Counts, type Plot, scale, Times } from "./axes";
import { named, ordinal, periods } from "./calendar";
import { type Bar, type Chart, STATUSES } from "./load";
import { filled, Patterns } from "./patterns";
import { type Stretch, useBrush } from "./use-brush";

const HEIGHT = 280;
const EDGES = { left: 44, right: 12, top: 26, bottom: 30 };

/** "March 2023: 14 meetings, 2 planned". */
export function said(bar: Bar): string {
  const rest = STATUSES.slice(1).flatMap((one) => (bar.byStatus[one] ? [count(bar.byStatus[one], STATUS[one], STATUS[one])] : []));
  return [`${named(bar)}: ${count(bar.count, "meeting")}`, ...rest].join(", ");
}

/** What a stretch of bars comes to. */
export function summed(bars: Bar[], [first, last]: Stretch): Bar {
  const some = bars.slice(first, last + 1);
  const meetings = some.reduce((sum, bar) => sum + bar.count, 0);
  return { from: bars[first]?.from ?? "", to: bars[last]?.to ?? "", count: meetings, byStatus: {} };
}

interface Given {
  chart: Chart;
  width: number;
  drawing: RefObject<SVGSVGElement>;
  /** Whether the keyboard goes to the bars that are drawn next. */
  takesFocus: MutableRef<boolean>;
  chosen: (bar: Bar) => void;
  told: (words: string) => void;
}

export function Bars({ chart, width, drawing, takesFocus, chosen, told }: Given) {
  const { bars } = chart;
  const id = useId();
  const buttons = useRef(new Map<number, SVGGElement>());
  const plot: Plot = {
    left: EDGES.left,
    top: EDGES.top,
    width: Math.max(width - EDGES.left - EDGES.right, 50),
    height: HEIGHT - EDGES.top - EDGES.bottom,
  };
  const wide = plot.width / bars.length;
  const { top, ticks } = scale(Math.max(...bars.map((bar) => bar.count)));
  const brush = useBrush({
    bars,
    barAt: (clientX) => {
      const x = clientX - (drawing.current?.getBoundingClientRect().left ?? 0) - plot.left;
      return Math.min(Math.max(Math.floor(x / wide), 0), bars.length - 1);
    },
    focus: (bar) => buttons.current.get(bar)?.focus(),
    chosen: (stretch) => {
      if (stretch[0] === stretch[1] && bars[stretch[0]]) chosen(bars[stretch[0]] as Bar);
      else chosen(summed(bars, stretch));
    },
  });
  useLayoutEffect(() => {
    if (takesFocus.current) buttons.current.get(brush.at)?.focus({ preventScroll: true });
    takesFocus.current = false;
  }, [bars]);
  useLayoutEffect(() => {
    const end = brush.dragging ? "" : ". Enter shows only these, Escape lets go.";
    told(brush.stretch ? described(bars, brush.stretch) + end : "");
  }, [brush.stretch?.[0], brush.stretch?.[1]]);

  return (
    <svg
      ref={drawing}
      class="bars"
      width={width}
      height={HEIGHT}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      role="group"
      aria-label={`Meetings by ${chart.by}. Arrow keys go from bar to bar, with Shift they mark several; Enter shows only these.`}
      onPointerDown={brush.pointerDown}
      onPointerMove={brush.pointerMove}
      onPointerUp={brush.pointerUp}
      onPointerCancel={brush.cancel}
      onKeyDown={brush.keyDown}
    >
      <Patterns of={id} />
      <Ahead chart={chart} plot={plot} wide={wide} />
      <Counts plot={plot} top={top} ticks={ticks} />
      <Times plot={plot} bars={bars} by={chart.by} step={chart.step} />
      {bars.map((bar, at) =>
        bar.count ? (
          <g
            key={bar.from}
            ref={(one) => void (one ? buttons.current.set(at, one) : buttons.current.delete(at))}
            class="bar"
            role="button"
            tabindex={at === brush.at ? 0 : -1} // of SVG, Preact writes tabIndex as it stands, which is nothing
            aria-label={said(bar)}
            onClick={() => chosen(bar)}
          >
            <title>{said(bar)}</title>
            <rect class="reach" data-unseen x={plot.left + at * wide} y={plot.top} width={wide} height={plot.height} />
            <Stack bar={bar} x={plot.left + at * wide} wide={wide} plot={plot} top={top} id={id} />
          </g>
        ) : null,
      )}
      <TodayLine chart={chart} plot={plot} wide={wide} />
      {brush.stretch && (
        <rect
          class="stretch"
          x={plot.left + brush.stretch[0] * wide}
          y={plot.top}
          width={(brush.stretch[1] - brush.stretch[0] + 1) * wide}
          height={plot.height}
        />
      )}
    </svg>
  );
}

function described(bars: Bar[], stretch: Stretch): string {
  const sum = summed(bars, stretch);
  return `${day(sum.from)} – ${day(sum.to)}: ${count(sum.count, "meeting")}`;
}

function Stack({ bar, x, wide, plot, top, id }: { bar: Bar; x: number; wide: number; plot: Plot; top: number; id: string }) {
  const gap = wide > 14 ? 2 : wide > 5 ? 1 : 0;
  let base = plot.top + plot.height;
  return (
    <>
      {STATUSES.map((status) => {
        const height = ((bar.byStatus[status] ?? 0) / top) * plot.height;
        if (!height) return null;
        base -= height;
        return (
          <rect
            key={status}
            class={gap ? `edge fill-${status}` : undefined}
            fill={filled(id, status)}
            x={x + gap / 2}
            y={base}
            width={Math.max(wide - gap, 1)}
            height={height}
          />
        );
      })}
    </>
  );
}

/** Where today is, in pixels; null where it is not in the time shown. */
function todayAt({ bars, by, step, today }: Chart, plot: Plot, wide: number): number | null {
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last || today < first.from || today > last.to) return null;
  const at = Math.floor((ordinal(by, today) - ordinal(by, first.from)) / step);
  const bar = bars[at] as Bar;
  const within = by === "day" ? 0 : periods("day", bar.from, today) / (periods("day", bar.from, bar.to) + 1);
  return plot.left + (at + within) * wide;
}

function Ahead({ chart, plot, wide }: { chart: Chart; plot: Plot; wide: number }) {
  const end = plot.left + plot.width;
  const start = chart.today < (chart.bars[0]?.from ?? "") ? plot.left : todayAt(chart, plot, wide);
  if (start === null) return null;
  return (
    <g class="ahead" aria-hidden="true">
      <rect x={start} y={plot.top} width={end - start} height={plot.height} />
      {end - start > 110 && (
        <text x={end - 4} y={plot.top - 8} text-anchor="end">
          ahead of today
        </text>
      )}
    </g>
  );
}

function TodayLine({ chart, plot, wide }: { chart: Chart; plot: Plot; wide: number }) {
  const x = todayAt(chart, plot, wide);
  if (x === null) return null;
  const beyond = x > plot.left + plot.width - 60;
  return (
    <g class="today" aria-hidden="true">
      <line x1={x} x2={x} y1={plot.top - 6} y2={plot.top + plot.height} />
      <text x={beyond ? x - 4 : x + 4} y={plot.top - 8} text-anchor={beyond ? "end" : "start"}>
        today
      </text>
    </g>
  );
}
