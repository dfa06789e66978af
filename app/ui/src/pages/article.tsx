import type { State } from "../state/address";

/** Written by its part. */
export default function ArticleScreen({ state }: { state: State }) {
  return <p>ArticleScreen {state.view}</p>;
}
