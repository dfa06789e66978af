import type { State } from "../state/address";

/** Written by its part. */
export default function ActorScreen({ state }: { state: State }) {
  return <p>ActorScreen {state.view}</p>;
}
