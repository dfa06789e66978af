import type { State } from "../state/address";

/** Written by its part. */
export default function ReviewScreen({ state }: { state: State }) {
  return <p>ReviewScreen {state.view}</p>;
}
