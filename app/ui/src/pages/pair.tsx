import type { State } from "../state/address";

/** Written by its part. */
export default function PairScreen({ state }: { state: State }) {
  return <p>PairScreen {state.view}</p>;
}
