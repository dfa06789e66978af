import type { State } from "../state/address";

/** Written by its part. */
export function Pane({ state, open }: { state: State; open: string }) {
  return (
    <aside class="pane" aria-label="Evidence">
      {open} {state.view}
    </aside>
  );
}
