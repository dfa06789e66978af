import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { onChange } from "../api/changes";
import type { Mode } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading } from "../shared/parts";
import { asked, go, link, type State } from "../state/address";
import { usePicture } from "../takeout/pictures";
import { useShown } from "../takeout/shown";
import { Canvas } from "./canvas";
import { Find } from "./find";
import "./graph.css";
import type { Point } from "./layout";
import { Legend } from "./legend";
import { type Kept, load, type Network, readLimit, readOpened, writeOpened } from "./load";
import { chosen, type Model, modelOf, ranked, shownOf } from "./model";
import { Selected } from "./selected";
import type { Stage } from "./stage";
import { sentence, Summary } from "./summary";

const MODES: { mode: Mode; words: string }[] = [
  { mode: "actors", words: "Actors" },
  { mode: "meetings", words: "Actors and meetings" },
];

/** Who met whom as a picture: actors joined by their meetings, or both as nodes. */
export default function GraphView({ state }: { state: State }) {
  const mode: Mode = state.more["graph.mode"] === "meetings" ? "meetings" : "actors";
  const limit = readLimit(state.more["graph.limit"], mode);
  const opened = readOpened(state.more["graph.expanded"]);
  const wanted = { mode, query: asked(state.filters), limit, opened };
  const kept = useRef<Kept>(new Map());
  useEffect(() => onChange(() => kept.current.clear()), []);
  const { data, error, loading, again } = useLoaded<Network>(JSON.stringify(wanted), (signal) => load(wanted, kept.current, signal));
  const model = useMemo(() => (data ? modelOf(data) : null), [data]);
  useShown(data && !loading ? () => shownOf(data) : null);
  return (
    <div class="graph" data-mode={mode}>
      <nav class="graph-modes" aria-label="What is drawn">
        {MODES.map((one) => (
          <a href={link({ more: { "graph.mode": one.mode === "actors" ? null : one.mode, "graph.limit": null } }, state)} aria-current={one.mode === mode ? "true" : undefined}>
            {one.words}
          </a>
        ))}
      </nav>
      {error ? (
        <Failure error={error} again={again} />
      ) : !data || !model ? (
        <Loading what="Drawing who met whom" />
      ) : model.spots.size === 0 ? (
        <Nothing state={state} />
      ) : (
        <Drawing state={state} network={data} model={model} limit={limit} loading={loading} />
      )}
    </div>
  );
}

function Nothing({ state }: { state: State }) {
  return (
    <Empty title="No meeting fits these filters.">
      {state.filters.status.length > 0 && (
        <p>
          Meetings of other statuses may. <a href={link({ filters: { status: [] } }, state)}>Look for those of every status</a>
        </p>
      )}
    </Empty>
  );
}

function Drawing({ state, network, model, limit, loading }: { state: State; network: Network; model: Model; limit: number; loading: boolean }) {
  const stage = useRef<Stage>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [places, setPlaces] = useState<Map<string, Point>>(new Map());
  const [settling, setSettling] = useState(true);
  const last = useRef<string | null>(null);
  const spots = useMemo(() => ranked(model), [model]);
  const said = `${network.mode === "actors" ? "A graph of actors joined by their meetings" : "A graph of meetings and who took part"}. ${sentence(network)} Its nodes are listed beside it.`;

  // On a narrow window the pane takes the place of the picture: what was selected still is when it is closed.
  const found = chosen(model, state.open);
  if (found.spot) last.current = found.spot;
  const selected = found.spot || found.tie ? found : { spot: last.current && model.spots.has(last.current) ? last.current : null, tie: null };

  const picture = useMemo(() => ({ svg: async () => stage.current?.svg(said) ?? "", png: () => stage.current?.png() ?? Promise.reject(new Error("There is no picture.")) }), [said]);
  usePicture(picture);

  const around = (id: string | null) => network.around.find((one) => one.id === id) ?? null;
  const write = (opened: { id: string; pages: number }[]) => go({ more: { "graph.expanded": writeOpened(opened) } });
  const collapse = (id: string) => write(network.around.filter((one) => one.id !== id));
  const expand = (id: string) => {
    if (model.spots.get(id)?.type !== "actor") return;
    const known = around(id);
    if (!known) write([...network.around, { id, pages: 1 }]);
    else if (known.more) write(network.around.map((one) => (one.id === id ? { id, pages: one.pages + 1 } : one)));
    else collapse(id);
  };
  const open = (what: string) => go({ open: what });

  return (
    <>
      <Summary state={state} network={network} model={model} limit={limit} loading={loading} onCollapse={collapse} />
      <div class="graph-body">
        <div class="graph-main" aria-busy={settling || loading}>
          <div class="graph-tools row" role="group" aria-label="Picture">
            <button type="button" aria-label="Zoom in" onClick={() => stage.current?.zoom(1.5)}>
              +
            </button>
            <button type="button" aria-label="Zoom out" onClick={() => stage.current?.zoom(1 / 1.5)}>
              −
            </button>
            <button type="button" onClick={() => stage.current?.fit()}>
              Fit
            </button>
            <button
              type="button"
              onClick={() => {
                setSettling(true);
                stage.current?.arrange();
              }}
            >
              Lay out anew
            </button>
          </div>
          <Canvas
            model={model}
            selected={selected}
            said={said}
            stage={stage}
            onOpen={open}
            onExpand={expand}
            onHover={setHovered}
            onBusy={() => setSettling(true)}
            onSettled={(all) => {
              setPlaces(all);
              setSettling(false);
            }}
          />
          <p class="graph-hovered faint" aria-hidden="true">
            <bdi>{hovered ? told(model, hovered) : ""}</bdi>
          </p>
          <Selected
            state={state}
            model={model}
            selected={selected}
            around={around(selected.spot)}
            onExpand={expand}
            onCollapse={collapse}
            onCentre={(id) => stage.current?.centre(id)}
          />
        </div>
        <div class="graph-side">
          <Find
            spots={spots}
            places={places}
            selected={selected.spot}
            onActive={(id) => stage.current?.hover(id)}
            onPick={(spot) => {
              stage.current?.centre(spot.id);
              open(`${spot.type}:${spot.id}`);
            }}
          />
          <Legend state={state} model={model} />
        </div>
      </div>
    </>
  );
}

function told(model: Model, id: string): string {
  const spot = model.spots.get(id);
  if (spot) return `${spot.name}: ${spot.about}`;
  const tie = model.ties.get(id);
  return tie ? `${model.spots.get(tie.source)?.name} – ${model.spots.get(tie.target)?.name}: ${tie.words}` : "";
}
