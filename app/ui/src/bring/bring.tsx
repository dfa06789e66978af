import type { State } from "../state/address";

/** Written by its part. */
export default function BringScreen({ state }: { state: State }) {
  return <p>BringScreen {state.view}</p>;
}
