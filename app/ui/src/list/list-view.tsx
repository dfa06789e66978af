import { link, type State } from "../state/address";
import "./list.css";
import { Meetings } from "./meetings";
import { Pairs } from "./pairs";

const KINDS = [
  { rows: "meetings", words: "Meetings" },
  { rows: "pairs", words: "Pairs" },
];

/** What the filters mean as a table, one row a meeting or a pair. */
export function ListView({ state }: { state: State }) {
  const pairs = state.more["list.rows"] === "pairs";
  return (
    <section class="list" aria-label="List">
      <nav class="list-kinds" aria-label="One row for each">
        {KINDS.map(({ rows, words }) => (
          <a
            href={link({ more: { "list.rows": rows === "pairs" ? rows : null, "list.sort": null, "list.shown": null } }, state)}
            aria-current={(rows === "pairs") === pairs ? "true" : undefined}
          >
            {words}
          </a>
        ))}
      </nav>
      {pairs ? <Pairs state={state} /> : <Meetings state={state} />}
    </section>
  );
}
