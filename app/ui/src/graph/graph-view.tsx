import type { State } from "../state/address";

/** Written by its part. */
export default function GraphView({ state }: { state: State }) {
  return <p>GraphView {state.view}</p>;
}
