import { ListView } from "../list/list-view";
import { Filters } from "../search/filters";
import { Understood } from "../search/understood";
import { link, type State, type View } from "../state/address";
import { TakeOut } from "../takeout/take-out";
import { lazy } from "./lazy";

// Loaded when first looked at: the drawing libraries are most of the page's weight.
const GraphView = lazy(() => import("../graph/graph-view"));
const TimelineView = lazy(() => import("../timeline/timeline-view"));
const MapView = lazy(() => import("../map/map-view"));

const TABS: { view: View; words: string }[] = [
  { view: "graph", words: "Graph" },
  { view: "list", words: "List" },
  { view: "timeline", words: "Timeline" },
  { view: "map", words: "Map" },
];

/** Four views of the meetings that the filters mean. */
export function Results({ state }: { state: State }) {
  return (
    <>
      <h1 class="hidden-but-said">Who met whom</h1>
      <Understood state={state} />
      <Filters state={state} />
      <nav class="tabs" aria-label="Views">
        {TABS.map(({ view, words }) => (
          <a href={link({ view }, state)} aria-current={state.view === view ? "page" : undefined}>
            {words}
          </a>
        ))}
        <span class="end">
          <TakeOut state={state} />
        </span>
      </nav>
      {state.view === "graph" && <GraphView state={state} />}
      {state.view === "list" && <ListView state={state} />}
      {state.view === "timeline" && <TimelineView state={state} />}
      {state.view === "map" && <MapView state={state} />}
    </>
  );
}
