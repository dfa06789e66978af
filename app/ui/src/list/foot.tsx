import { Failure } from "../shared/parts";
import { number } from "../shared/words";
import type { Fetched } from "./paging";
import { MOST, showMore } from "./shown";

interface Extent {
  /** "meetings" */
  what: string;
  shown: number;
  /** Of all that the filters mean, where it is known. */
  total: number | null;
  more: boolean;
  /** How the service chose those that are shown: "the latest". */
  chosen: string;
  /** The name of the column by which the page sorted these, where the service did not. */
  sortedBy: string | null;
}

/** How much of it this is, and what that means for its order. */
export function extent({ what, shown, total, more, chosen, sortedBy }: Extent): string {
  if (!more) return `All ${number(shown)} ${what}.`;
  const part =
    total === null
      ? `Showing ${number(shown)} ${what}, ${chosen}. There are more.`
      : `Showing ${number(shown)} of ${number(Math.max(total, shown))} ${what}, ${chosen}.`;
  return sortedBy ? `${part} Sorting by ${sortedBy.toLowerCase()} sorts the ${number(shown)} shown.` : part;
}

export function Extent({ fresh, ...props }: Extent & { fresh: boolean }) {
  return (
    <p class="list-extent" role="status">
      {fresh ? extent(props) : `Loading the ${props.what}…`}
    </p>
  );
}

/** The way to more rows, and what stood in it. */
export function More<T>({ fetched }: { fetched: Fetched<T> }) {
  const shown = fetched.items?.length ?? 0;
  if (fetched.error) return <Failure error={fetched.error} again={fetched.again} />;
  if (!fetched.more || !fetched.fresh) return null;
  if (shown >= MOST) return <p class="faint">No more than {number(MOST)} rows are shown. Set a filter, or take them out as a file.</p>;
  return (
    <p>
      <button type="button" disabled={fetched.loading} onClick={() => showMore(shown)}>
        {fetched.loading ? "Loading…" : "Show more"}
      </button>
    </p>
  );
}
