import { day } from "../shared/words";
import { link, type State } from "../state/address";

/** Says that only what was known on a day is shown, where that is so. */
export function AsOf({ state }: { state: State }) {
  const { as_of } = state.filters;
  if (!as_of) return null;
  return (
    <p class="note">
      As the articles published up to {/^\d{4}-\d\d-\d\d$/.test(as_of) ? day(as_of) : as_of} tell it.{" "}
      <a href={link({ filters: { as_of: null } }, state)}>Show what is known today</a>
    </p>
  );
}
