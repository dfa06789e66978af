import { useMemo } from "preact/hooks";

import { link, type State } from "../state/address";
import { partyColour } from "./colours";
import type { Model } from "./model";

const LISTED = 16;

/** What the colours, shapes and lines say; of the parties those that are shown most. */
export function Legend({ state, model }: { state: State; model: Model }) {
  const parties = useMemo(() => counted(model), [model]);
  const everyStatus = state.filters.status.length === 0;
  return (
    <section class="graph-legend" aria-label="Legend">
      <h2>Legend</h2>
      <ul>
        <li>
          <Line /> {model.mode === "actors" ? "met; the thicker, the more often" : "took part; thick: as host"}
        </li>
        <li>
          <Line dash /> ahead: planned, proposed or postponed
        </li>
        <li>
          <Line cross /> came to nothing: cancelled, refused or denied
        </li>
        {model.mode === "meetings" && (
          <>
            <li>
              <Diamond kind="held" /> meeting held
            </li>
            <li>
              <Diamond kind="ahead" /> meeting ahead
            </li>
            <li>
              <Diamond kind="off" /> meeting that came to nothing
            </li>
          </>
        )}
        <li>
          <Dot party={null} /> actor; the larger, the more meetings
        </li>
      </ul>
      {everyStatus && (
        <p>
          Meetings of every status are shown. <a href={link({ filters: { status: ["occurred"] } }, state)}>Only those that were held</a>
        </p>
      )}
      <h3>Parties</h3>
      <ul class="graph-parties">
        {parties.slice(0, LISTED).map(([party, many]) => (
          <li key={party}>
            <Dot party={party || null} /> <bdi>{party || "no party"}</bdi> <span class="faint">{many}</span>
          </li>
        ))}
      </ul>
      {parties.length > LISTED && <p class="faint">and {parties.length - LISTED} more; the letters beside a name say which. Some share a colour.</p>}
    </section>
  );
}

function counted(model: Model): [string, number][] {
  const found = new Map<string, number>();
  for (const spot of model.spots.values()) if (spot.type === "actor") found.set(spot.party ?? "", (found.get(spot.party ?? "") ?? 0) + 1);
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

const Dot = ({ party }: { party: string | null }) => (
  <svg class="graph-sign" width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
    <circle r="6" fill={partyColour(party)} stroke="currentColor" stroke-width="1.5" />
  </svg>
);

const Line = ({ dash = false, cross = false }) => (
  <svg class={`graph-sign ${dash ? "ahead" : cross ? "off" : "held"}`} width="36" height="16" viewBox="0 0 36 16" aria-hidden="true">
    <path d="M0 8H36" stroke="currentColor" stroke-width="2.5" stroke-dasharray={dash ? "7 5" : undefined} />
    {cross && <path d="M12 2L24 14M12 14L24 2" stroke="currentColor" stroke-width="2.4" />}
  </svg>
);

const Diamond = ({ kind }: { kind: "held" | "ahead" | "off" }) => (
  <svg class={`graph-sign graph-diamond ${kind}`} width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
    <path d="M0 -7L7 0L0 7L-7 0Z" />
    {kind === "off" && <path d="M-3.5 -3.5L3.5 3.5M-3.5 3.5L3.5 -3.5" />}
  </svg>
);
