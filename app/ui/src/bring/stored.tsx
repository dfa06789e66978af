import { useState } from "preact/hooks";

import { changed } from "../api/changes";
import { type ApiError, get, remove, segment } from "../api/client";
import type { ArticleSaved, ArticleView } from "../api/types";
import { asApiError, useLoaded } from "../api/use";
import { Failure, Loading } from "../shared/parts";
import { count } from "../shared/words";
import { link } from "../state/address";
import { Outcome } from "./form";
import { ofArticle } from "./reading";
import { ReadingView } from "./reading-view";

/** What storing did, in a sentence. */
export function became(saved: Pick<ArticleSaved, "created" | "changed">): string {
  if (saved.created) return "Stored";
  return saved.changed ? "Stored in place of what was there" : "It was there already; nothing changed";
}

/** What was stored, with the ways to it, and the way back. */
export function Stored({ saved }: { saved: ArticleSaved }) {
  const [gone, setGone] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const path = `v1/articles/${segment(saved.id)}`;
  const { data, error: failed, loading, again } = useLoaded(gone ? null : path, (signal) => get<ArticleView>(path, {}, signal));

  async function takeOut() {
    setError(null);
    try {
      await remove(path);
      setGone(true);
      changed();
    } catch (refused) {
      setError(asApiError(refused));
    }
  }

  if (gone) return <p class="told">Taken out again: the graph is as if it had never been there.</p>;
  return (
    <section class="told" aria-labelledby="stored">
      <Outcome id="stored">
        {became(saved)}: {count(saved.meetings, "meeting")}, {count(saved.actors, "actor")}
      </Outcome>
      <p class="row">
        <a href={link({ screen: "article", id: saved.id, at: null, open: null })}>Open the article</a>
        {saved.created && (
          <button type="button" onClick={() => void takeOut()}>
            Take it out again
          </button>
        )}
      </p>
      {error && <Failure error={error} again={() => void takeOut()} />}
      {loading && !data && <Loading what="Loading what was stored" />}
      {failed && <Failure error={failed} again={again} />}
      {data && <ReadingView reading={ofArticle(data)} stored />}
    </section>
  );
}
