import type { State } from "../state/address";

/** Written by its part. */
export function Filters({ state }: { state: State }) {
  return <p>Filters {state.view}</p>;
}
