import { go, type State } from "../state/address";
import type { Of } from "./load";
import { STEP, type Zooming } from "./use-zoom";

export const OF = "map.of";
export const ofState = (state: State): Of => (state.more[OF] === "hosts" ? "hosts" : "places");

const PANS = [
  { words: "West", sign: "←", x: 1, y: 0 },
  { words: "North", sign: "↑", x: 0, y: 1 },
  { words: "South", sign: "↓", x: 0, y: -1 },
  { words: "East", sign: "→", x: -1, y: 0 },
];

/** What is counted, and the way back to all of it. */
export function Counted({ state }: { state: State }) {
  const of = ofState(state);
  const { place, host } = state.filters;
  return (
    <div class="row map-controls">
      <div class="row" role="group" aria-label="What is counted">
        <button type="button" aria-pressed={of === "places"} onClick={() => go({ more: { [OF]: null } })}>
          Places
        </button>
        <button type="button" aria-pressed={of === "hosts"} onClick={() => go({ more: { [OF]: "hosts" } })}>
          Hosts
        </button>
      </div>
      {place && (
        <button type="button" onClick={() => go({ q: null, filters: { place: null } })}>
          All places
        </button>
      )}
      {host && (
        <button type="button" onClick={() => go({ q: null, filters: { host: null } })}>
          All hosts
        </button>
      )}
    </div>
  );
}

export function ZoomButtons({ zooming }: { zooming: Zooming }) {
  const { zoom, by, pan, reset } = zooming;
  const far = 120;
  return (
    <div class="zoom-buttons" role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in" onClick={() => by(STEP)}>
        +
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out" aria-disabled={zoom.scale <= 1} onClick={() => by(1 / STEP)}>
        −
      </button>
      {zoom.scale > 1 && (
        <>
          <button type="button" onClick={reset}>
            Whole world
          </button>
          {PANS.map(({ words, sign, x, y }) => (
            <button type="button" key={words} aria-label={words} title={words} onClick={() => pan(x * far, y * far)}>
              {sign}
            </button>
          ))}
        </>
      )}
    </div>
  );
}
