import { link, type State } from "../state/address";
import "./bring.css";
import { JobList } from "./job-list";
import { JobView } from "./job-view";
import { FilesWay } from "./way-files";
import { TextWay } from "./way-text";
import { UrlWay } from "./way-url";

const WAYS = [
  { way: "text", words: "A text", Part: TextWay },
  { way: "url", words: "An address", Part: UrlWay },
  { way: "files", words: "Files", Part: FilesWay },
] as const;

/** Articles into the graph: one that is pasted, one by its address, or many. */
export default function BringScreen({ state }: { state: State }) {
  const job = state.more["bring.job"] ?? null;
  const chosen = WAYS.find(({ way }) => way === state.more["bring.way"]) ?? WAYS[0];
  return (
    <div class="bring">
      <h1>Bring in</h1>
      {job ? (
        <JobView key={job} id={job} />
      ) : (
        <>
          <nav class="tabs" aria-label="What to bring in">
            {WAYS.map(({ way, words }) => (
              <a href={link({ more: { "bring.way": way } }, state)} aria-current={way === chosen.way ? "page" : undefined}>
                {words}
              </a>
            ))}
          </nav>
          <chosen.Part />
        </>
      )}
      <JobList current={job} />
    </div>
  );
}
