import { useState } from "preact/hooks";

import { changed } from "../api/changes";
import { type ApiError, post } from "../api/client";
import type { ArticleSaved, FetchIn } from "../api/types";
import { asApiError } from "../api/use";
import { Loading } from "../shared/parts";
import { Field, problems, Refused } from "./form";
import { Stored } from "./stored";

/** A page that the service fetches by itself. */
export function UrlWay() {
  const [asked, setAsked] = useState({ url: "", source: "", published: "" });
  const [saved, setSaved] = useState<ArticleSaved | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [fetching, setFetching] = useState(false);
  const put = (name: keyof typeof asked) => (value: string) => setAsked((before) => ({ ...before, [name]: value }));
  const wrong = problems(error);

  async function fetchIt() {
    const body: FetchIn = { url: asked.url.trim(), source: asked.source.trim() || null, published: asked.published || null };
    setFetching(true);
    setError(null);
    setSaved(null);
    try {
      setSaved(await post<ArticleSaved>("v1/articles/fetch", body));
      changed();
    } catch (failed) {
      setError(asApiError(failed));
    } finally {
      setFetching(false);
    }
  }

  return (
    <>
      <form
        class="bring-form"
        onSubmit={(event) => {
          event.preventDefault();
          void fetchIt();
        }}
      >
        <p>
          The service fetches the page, from public hosts only and as the site's robots.txt allows, and <strong>stores it at once</strong>.
          You see then what was read, and can take it out again. To see it before, paste its text.
        </p>
        <Field name="url" words="Address of the page" value={asked.url} put={put("url")} wrong={wrong.url} inputMode="url" required />
        <Field name="source" words="Source" hint="The page's own where left open." value={asked.source} put={put("source")} wrong={wrong.source} />
        <Field
          name="published"
          type="date"
          words="Day of publication"
          hint="The page's own where left open."
          value={asked.published}
          put={put("published")}
          wrong={wrong.published}
        />
        <div class="row">
          <button class="primary" disabled={fetching}>
            Fetch and store
          </button>
        </div>
      </form>
      <div>
        {fetching && <Loading what="Fetching, reading and storing" />}
        {error && <Refused error={error} again={error.passing ? () => void fetchIt() : undefined} />}
        {saved && <Stored key={saved.id} saved={saved} />}
      </div>
    </>
  );
}
