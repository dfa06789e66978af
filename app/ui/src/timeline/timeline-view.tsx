import type { State } from "../state/address";

/** Written by its part. */
export default function TimelineView({ state }: { state: State }) {
  return <p>TimelineView {state.view}</p>;
}
