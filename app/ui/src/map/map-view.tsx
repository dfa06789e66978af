import type { State } from "../state/address";

/** Written by its part. */
export default function MapView({ state }: { state: State }) {
  return <p>MapView {state.view}</p>;
}
