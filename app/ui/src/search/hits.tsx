import { useState } from "preact/hooks";

import { get } from "../api/client";
import type { Hit, Page, Snippet } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading } from "../shared/parts";
import { day } from "../shared/words";
import { link, type State } from "../state/address";

const AT_FIRST = 5;
const MOST = 100;

/** Articles, and sentences that meetings rest on, which have the words. */
export function Hits({ state, words }: { state: State; words: string }) {
  const [limit, setLimit] = useState(AT_FIRST);
  const found = useLoaded(`${limit} ${words}`, (signal) => get<Page<Hit>>("v1/search", { q: words, limit }, signal));
  const items = found.data?.items ?? [];
  return (
    <section class="hits" aria-labelledby="hits-title">
      <div class="row">
        <h2 id="hits-title">
          Articles with “<bdi>{words}</bdi>”
        </h2>
        <a class="close" href={link({ more: { "search.words": null } }, state)}>
          Close
        </a>
      </div>
      {found.loading && !items.length && <Loading what="Searching" />}
      {found.error && <Failure error={found.error} again={found.again} />}
      {found.data && !items.length && (
        <Empty title="No article has these words.">
          <p>Try fewer of them, or other spellings: all of the words have to be there.</p>
        </Empty>
      )}
      <ul>
        {items.map((hit) => (
          <li key={`${hit.kind} ${hit.report_id ?? hit.article_id}`}>
            <HitSaid hit={hit} />
          </li>
        ))}
      </ul>
      {found.data?.next && limit < MOST && (
        <button type="button" onClick={() => setLimit(Math.min(MOST, limit + 20))} disabled={found.loading}>
          Show more
        </button>
      )}
    </section>
  );
}

function HitSaid({ hit }: { hit: Hit }) {
  const place = hit.snippets.find((one) => one.field !== "title");
  const mark = place?.marks[0];
  const at = place && mark ? `${place.start + mark.start}-${place.start + mark.end}` : null;
  return (
    <>
      <a href={link({ screen: "article", id: hit.article_id, at, open: null })}>
        <bdi>{hit.title ?? "An article without a title"}</bdi>
      </a>{" "}
      <span class="faint">
        {hit.source && (
          <>
            <bdi>{hit.source}</bdi>,{" "}
          </>
        )}
        {day(hit.published)}
      </span>
      {hit.snippets.map((snippet) => snippet.field !== "title" && <Marked key={snippet.start} snippet={snippet} />)}
      {hit.meeting_id && <a href={link({ screen: "results", open: `meeting:${hit.meeting_id}` })}>The meeting that it tells of</a>}
    </>
  );
}

/** Marks count characters as Python does: those outside the basic plane are one, not two. */
function Marked({ snippet }: { snippet: Snippet }) {
  const letters = Array.from(snippet.text);
  const cut = (start: number, end?: number) => letters.slice(start, end).join("");
  let before = 0;
  const parts = snippet.marks.map((mark) => {
    const part = (
      <>
        {cut(before, mark.start)}
        <mark>{cut(mark.start, mark.end)}</mark>
      </>
    );
    before = mark.end;
    return part;
  });
  return (
    <p class="snippet">
      <bdi>
        {snippet.field === "text" && snippet.start > 0 && "… "}
        {parts}
        {cut(before)}
        {snippet.field === "text" && " …"}
      </bdi>
    </p>
  );
}
