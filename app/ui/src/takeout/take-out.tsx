import type { State } from "../state/address";

/** Written by its part. */
export function TakeOut({ state }: { state: State }) {
  return <p>TakeOut {state.view}</p>;
}
