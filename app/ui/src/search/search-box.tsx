import type { State } from "../state/address";

/** Written by its part. */
export function SearchBox({ state }: { state: State }) {
  return <p>SearchBox {state.view}</p>;
}
