import type { State } from "../state/address";

/** Written by its part. */
export function ListView({ state }: { state: State }) {
  return <p>ListView {state.view}</p>;
}
