import { all } from "../api/client";
import type { MeetingView } from "../api/types";
import { asked, type State } from "../state/address";
import type { Maker } from "./saving";
import { currentlyShown } from "./shown";

const MOST = 500;

/** What the view shows as one JSON document; of a view that tells nothing, the meetings that its filters mean. */
export const shownAsJson =
  (state: State): Maker =>
  async (signal) => {
    const shown = currentlyShown() ?? (await meetings(state, signal));
    const filters = Object.fromEntries(Object.entries(asked(state.filters)).filter(([, value]) => given(value)));
    const document = { made: new Date().toISOString(), view: state.view, filters, ...(shown as object) };
    return new Blob([JSON.stringify(document, null, 2), "\n"], { type: "application/json" });
  };

const given = (value: unknown): boolean => value !== null && value !== undefined && value !== "";

async function meetings(state: State, signal: AbortSignal): Promise<object> {
  const page = await all<MeetingView>("v1/meetings", asked(state.filters), MOST, signal);
  return { meetings: page.items, more: page.next !== null };
}
