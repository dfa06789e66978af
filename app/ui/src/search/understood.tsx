import type { State } from "../state/address";

/** Written by its part. */
export function Understood({ state }: { state: State }) {
  return <p>Understood {state.view}</p>;
}
