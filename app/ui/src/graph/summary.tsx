import { count, number } from "../shared/words";
import { link, type State } from "../state/address";
import { moreThan, type Network } from "./load";
import type { Model } from "./model";

/** "Showing 200 of 4,813 actors and 415 of 9,120 pairs." */
export function sentence(network: Network): string {
  const { showing, total, mode } = network;
  const [nodes, edges] = mode === "actors" ? (["actors", "pairs"] as const) : (["actors and meetings", "lines"] as const);
  const part = (shown: number, all: number, what: string) => (shown === all ? `all ${number(all)} ${what}` : `${number(shown)} of ${number(all)} ${what}`);
  return `Showing ${part(showing.nodes, total.nodes, nodes)} and ${part(showing.edges, total.edges, edges)}.`;
}

interface Props {
  state: State;
  network: Network;
  model: Model;
  limit: number;
  loading: boolean;
  onCollapse: (id: string) => void;
}

/** How much of it all is shown, what decided that, and how to see more or less. */
export function Summary({ state, network, model, limit, loading, onCollapse }: Props) {
  const left = network.showing.nodes < network.total.nodes;
  const more = left ? moreThan(limit, network.mode) : null;
  return (
    <div class="graph-summary">
      <p role="status">
        {sentence(network)}
        {network.around.length > 0 && ` With ${count(network.around.length, "expanded node")}: ${number(model.spots.size)} nodes and ${number(model.ties.size)} lines in all.`}
        {loading && " Loading…"}
      </p>
      {left && (
        <p class="faint">
          Chosen: {network.chosenBy}.{" "}
          {more ? <a href={link({ more: { "graph.limit": String(more) } }, state)}>Show more</a> : "No more can be drawn at once: narrow the filters to see the others."}
        </p>
      )}
      {network.around.length > 0 && (
        <ul class="graph-opened" aria-label="Expanded nodes">
          {network.around.map((one) => {
            const shown = new Set(one.parts.flatMap((part) => part.nodes.map((node) => node.id))).size;
            const name = model.spots.get(one.id)?.name ?? one.id;
            return (
              <li key={one.id}>
                <bdi class="graph-name">{name}</bdi>{" "}
                <span class="faint">
                  {number(shown)} of {number(one.parts[0]!.total.nodes)} nodes
                </span>{" "}
                <button type="button" onClick={() => onCollapse(one.id)} aria-label={`Collapse ${name}`}>
                  Collapse
                </button>
              </li>
            );
          })}
        </ul>
      )}
    </div>
  );
}
