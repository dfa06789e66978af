import { useState } from "preact/hooks";

import { count, number } from "../shared/words";
import { link, type State } from "../state/address";
import type { Around } from "./load";
import type { Model, Spot, Tie } from "./model";

const LISTED = 20;

interface Props {
  state: State;
  model: Model;
  selected: { spot: string | null; tie: string | null };
  around: Around | null;
  onExpand: (id: string) => void;
  onCollapse: (id: string) => void;
  onCentre: (id: string) => void;
}

/** What is selected, what it is joined to, and what can be done with it. */
export function Selected({ state, model, selected, around, ...does }: Props) {
  const spot = selected.spot ? model.spots.get(selected.spot) : undefined;
  const tie = selected.tie ? model.ties.get(selected.tie) : undefined;
  if (tie) {
    return (
      <p class="graph-selected">
        <bdi class="graph-name">{model.spots.get(tie.source)?.name}</bdi> and <bdi class="graph-name">{model.spots.get(tie.target)?.name}</bdi>:{" "}
        {tie.words}
      </p>
    );
  }
  if (!spot) return <p class="graph-selected faint">Select a node or a line to see what it rests on; double-click an actor for whom they met.</p>;
  return (
    <section class="graph-selected" aria-label="Selected node">
      <p class="row">
        <strong>
          <bdi class="graph-name" title={spot.name}>
            {spot.name}
          </bdi>
        </strong>
        <span class="faint">
          <bdi>{spot.about}</bdi>
        </span>
        {spot.type === "actor" && <Opening spot={spot} model={model} around={around} {...does} />}
        <button type="button" onClick={() => does.onCentre(spot.id)}>
          Centre
        </button>
      </p>
      <Joined key={spot.id} spot={spot} model={model} state={state} />
    </section>
  );
}

function Opening({ spot, model, around, onExpand, onCollapse }: { spot: Spot; model: Model; around: Around | null } & Pick<Props, "onExpand" | "onCollapse">) {
  const more = around === null || around.more;
  return (
    <>
      {more && (
        <button type="button" onClick={() => onExpand(spot.id)}>
          {around ? "Expand further" : model.mode === "actors" ? "Expand: whom they met" : "Expand: their meetings"}
        </button>
      )}
      {around && (
        <button type="button" onClick={() => onCollapse(spot.id)}>
          Collapse
        </button>
      )}
    </>
  );
}

/** The lines of a node as links, for there is no other way to them without a mouse. */
function Joined({ spot, model, state }: { spot: Spot; model: Model; state: State }) {
  const [all, setAll] = useState(false);
  const ties = [...model.ties.values()]
    .filter((tie) => tie.source === spot.id || tie.target === spot.id)
    .sort((a, b) => b.weight - a.weight || (a.id < b.id ? -1 : 1));
  if (!ties.length) return <p class="faint">Joined to nothing that is shown.</p>;
  const shown = all ? ties : ties.slice(0, LISTED);
  const other = (tie: Tie) => model.spots.get(tie.source === spot.id ? tie.target : tie.source);
  return (
    <details>
      <summary>Joined to {count(ties.length, "node")} shown here</summary>
      <ul class="graph-joined">
        {shown.map((tie) => (
          <li key={tie.id}>
            <a href={link({ open: tie.open }, state)}>
              <bdi class="graph-name">{other(tie)?.name}</bdi>
            </a>{" "}
            <span class="faint">{tie.words}</span>
          </li>
        ))}
      </ul>
      {shown.length < ties.length && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {number(ties.length)}
        </button>
      )}
    </details>
  );
}
