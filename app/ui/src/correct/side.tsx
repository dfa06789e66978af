import type { Evidence, ReviewOf, ReviewSide } from "../api/types";
import { day } from "../shared/words";
import { link } from "../state/address";
import { holds, Marked } from "./marked";

const at = (one: Evidence) => link({ screen: "article", id: one.article_id, at: `${one.start}-${one.end}`, open: null, more: { "review.kind": null } });

/** What the evidence pane opens for a side; null where it is of nothing now. */
export const nodeOf = (side: ReviewSide, of: ReviewOf): string | null => side.node && `${of === "actors" ? "actor" : "meeting"}:${side.node}`;

/** A report, or a name, with its sentences and the way to the article. */
export function Side({ side, of, words }: { side: ReviewSide; of: ReviewOf; words: Evidence | null }) {
  const node = nodeOf(side, of);
  const place = words ?? side.quotes[0];
  const elsewhere = words && !side.quotes.some((one) => holds(one, words));
  return (
    <section class="side">
      <h3 title={side.title}>
        <bdi>{side.title}</bdi>
      </h3>
      {side.quotes.map((quote) => (
        <blockquote key={quote.start} class="quote">
          <p>
            <Marked quote={quote} words={words} />
          </p>
        </blockquote>
      ))}
      {elsewhere && (
        <p>
          The words in question: <q><bdi>{words.quote}</bdi></q>
        </p>
      )}
      {side.quotes.length === 0 && <p class="faint">No sentence is kept for this.</p>}
      <p class="from">
        {(side.article_title || side.source || side.published) && (
          <span class="faint">
            {side.article_title && <bdi>{side.article_title}</bdi>}
            {side.article_title && side.source && " · "}
            {side.source && <bdi>{side.source}</bdi>}
            {side.published && ` · ${day(side.published)}`}
          </span>
        )}{" "}
        {place && <a href={at(place)}>Read it in the article</a>}{" "}
        {node && <a href={link({ open: node })}>{of === "actors" ? "Open the actor" : "Open the meeting"}</a>}
      </p>
    </section>
  );
}
