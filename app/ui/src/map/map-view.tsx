import { useMemo, useState } from "preact/hooks";

import type { Known } from "../api/types";
import { useLoaded } from "../api/use";
import { useDrawing, useWidth } from "../shared/drawing";
import { Empty, Failure, Loading } from "../shared/parts";
import { count, number } from "../shared/words";
import { asked, link, type State } from "../state/address";
import { useShown } from "../takeout/shown";
import { Chart } from "./chart";
import { Counted, ofState, ZoomButtons } from "./controls";
import { loadTallies, type Of, type Tally } from "./load";
import { ranges } from "./shading";
import { SideList } from "./side-list";
import { type Spot, spots } from "./spots";
import { useZoom } from "./use-zoom";
import { drawn, loadCountries, type World } from "./world";
import "./map.css";

const MORE = 100;
const WORDS: Record<Of, [one: string, many: string]> = { places: ["place", "places"], hosts: ["host", "hosts"] };

interface Found {
  of: Of;
  known: Known<Tally>;
}

/** Where the meetings were, or who hosted them. */
export default function MapView({ state }: { state: State }) {
  const of = ofState(state);
  const query = asked(state.filters);
  const question = JSON.stringify([of, query]);
  const [most, setMost] = useState({ of: question, number: MORE });
  const wanted = most.of === question ? most.number : MORE;
  const [box, width] = useWidth<HTMLDivElement>();
  const countries = useLoaded("countries", loadCountries);
  const found = useLoaded<Found>(`${question} ${wanted}`, async (signal) => ({ of, known: await loadTallies(of, query, wanted, signal) }));
  const world = useMemo(() => (countries.data && width ? drawn(countries.data, width) : null), [countries.data, width]);
  const failed = found.error ?? countries.error;
  const data = found.data;
  useShown(data && !found.loading ? () => shownOf(data) : null);
  return (
    <section class="map" aria-label="Map" aria-busy={found.loading}>
      <Counted state={state} />
      {failed ? (
        <Failure error={failed} again={found.error ? found.again : countries.again} />
      ) : (
        data && <Told state={state} found={data} />
      )}
      <div class="both">
        <div ref={box} class="box">
          {!failed && (!data || !world) && <Loading what="Drawing the map" />}
          {!failed && data && !data.known.items.length && (
            <Empty title={data.of === "places" ? "No place is known of any such meeting." : "No host is known of any such meeting."}>
              <p>Other filters may find some.</p>
            </Empty>
          )}
        </div>
        {!failed && data && world && data.known.items.length > 0 && (
          <Drawn state={state} found={data} world={world} loading={found.loading} more={() => setMost({ of: question, number: wanted + MORE })} />
        )}
      </div>
    </section>
  );
}

const shownOf = ({ of, known }: Found): object => ({
  [of]: known.items,
  total: known.total,
  without: known.without,
  more: known.next !== null,
});

/** How much of it is here, and what is not. */
function Told({ state, found: { of, known } }: { state: State; found: Found }) {
  const [one, many] = WORDS[of];
  return (
    <>
      <p role="status" class="sum">
        Showing {number(known.items.length)} of {count(known.total, one, many)};{" "}
        {count(known.without, "meeting")} without a known {one}.
      </p>
      {!state.filters.status.length && (
        <p class="faint sum">
          Meetings of every status are counted.{" "}
          <a href={link({ q: null, filters: { status: ["occurred"] } }, state)}>Only those that were held</a>
        </p>
      )}
    </>
  );
}

interface DrawnGiven {
  state: State;
  found: Found;
  world: World;
  loading: boolean;
  more: () => void;
}

function Drawn({ state, found: { of, known }, world, loading, more }: DrawnGiven) {
  const shown = useMemo(() => spots(of, known.items, world, state), [of, known, world, state.filters]);
  const drawing = useDrawing(true);
  const zooming = useZoom(world, state, drawing);
  const [lit, setLit] = useState<string | null>(null);
  return (
    <>
      <div class="sheet">
        <ZoomButtons zooming={zooming} />
        <Chart of={of} world={world} spots={shown} zooming={zooming} drawing={drawing} lit={lit} />
        <Key of={of} spots={shown} />
        <p class="faint source">
          Country shapes: Natural Earth (public domain), through world-atlas (ISC licence). They are the source’s and take no side.
        </p>
      </div>
      <div class="beside" tabIndex={0} role="region" aria-label={of === "places" ? "Places by meetings" : "Hosts by meetings"}>
        <SideList of={of} state={state} spots={shown} lights={setLit} />
        {known.next && (
          <button type="button" disabled={loading} onClick={more}>
            {loading ? "Loading…" : "Show more"}
          </button>
        )}
      </div>
    </>
  );
}

function Key({ of, spots: shown }: { of: Of; spots: Spot[] }) {
  const unseen = shown.filter((one) => !one.at).length;
  return (
    <ul class="key" aria-label="What the map shows">
      {of === "places" ? (
        <>
          <li>The larger the circle, the more meetings.</li>
          {shown.some((one) => one.vague) && <li>Dashed: only the country or region is known.</li>}
        </>
      ) : (
        ranges(shown.flatMap((one) => (one.at ? [one.count] : []))).map(({ shade, words }) => (
          <li key={shade}>
            <svg class="swatch" width="20" height="16" aria-hidden="true">
              <rect class={`host shade-${shade}`} width="20" height="16" />
            </svg>{" "}
            {words} hosted
          </li>
        ))
      )}
      {unseen > 0 && <li>{number(unseen)} in the list alone: not on this map.</li>}
    </ul>
  );
}
