import { useEffect, useRef, useState } from "preact/hooks";

import { changed } from "../api/changes";
import { type ApiError, post } from "../api/client";
import { asApiError } from "../api/use";
import type { ArticleIn, ArticleSaved, DryRun } from "../api/types";
import { Loading } from "../shared/parts";
import { count } from "../shared/words";
import { type Draft, EMPTY, isEmpty, keep, kept } from "./draft";
import { Field, Outcome, problems, Refused } from "./form";
import { ofDryRun, type Reading } from "./reading";
import { ReadingView } from "./reading-view";
import { Stored } from "./stored";

type Doing = "reading" | "storing" | null;

/** The form as the API takes it; what is left open is not known. */
const asArticle = (draft: Draft): ArticleIn => ({
  text: draft.text,
  title: draft.title.trim() || null,
  source: draft.source.trim() || null,
  url: draft.url.trim() || null,
  published: draft.published || null,
});

/** A text that is written or pasted: read first, then stored. */
export function TextWay() {
  const [draft, setDraft] = useState(kept);
  const [restored] = useState(() => !isEmpty(draft));
  const [preview, setPreview] = useState<{ of: Draft; reading: Reading } | null>(null);
  const [saved, setSaved] = useState<ArticleSaved | null>(null);
  const [error, setError] = useState<{ error: ApiError; again: () => void } | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const [turn, setTurn] = useState(0);
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    const timer = setTimeout(() => keep(draft), 300);
    return () => clearTimeout(timer);
  }, [draft]);
  useEffect(() => {
    const leave = () => void keep(latest.current);
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);

  async function run(what: Doing, work: () => Promise<void>) {
    setDoing(what);
    setTurn((one) => one + 1);
    setError(null);
    setSaved(null);
    try {
      await work();
    } catch (failed) {
      setError({ error: asApiError(failed), again: () => void run(what, work) });
    } finally {
      setDoing(null);
    }
  }
  const read = () =>
    run("reading", async () => {
      setPreview({ of: draft, reading: ofDryRun(await post<DryRun>("v1/extract", asArticle(draft))) });
    });
  const store = () =>
    run("storing", async () => {
      setSaved(await post<ArticleSaved>("v1/articles", asArticle(draft)));
      setPreview(null);
      if (latest.current === draft) setDraft(EMPTY);
      changed();
    });
  const put = (name: keyof Draft) => (value: string) => {
    setDraft((before) => ({ ...before, [name]: value }));
  };
  const wrong = problems(error?.error ?? null);
  const current = preview?.of === draft ? preview.reading : null;
  return (
    <>
      <form
        class="bring-form"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
        }}
      >
        {restored && !isEmpty(draft) && (
          <p class="faint" role="status">
            This is what you had not stored yet.
          </p>
        )}
        <Field name="title" words="Title" value={draft.title} put={put("title")} wrong={wrong.title} />
        <Field name="source" words="Source" hint="Who published it." value={draft.source} put={put("source")} wrong={wrong.source} />
        <Field
          name="url"
          words="Address"
          hint="Where it was published; the same address again is the same article. Without one, the text decides."
          value={draft.url}
          put={put("url")}
          wrong={wrong.url}
          inputMode="url"
        />
        <Field
          name="published"
          type="date"
          words="Day of publication"
          hint="“On Tuesday” is counted from this day. Without it such dates stay unknown."
          value={draft.published}
          put={put("published")}
          wrong={wrong.published}
        />
        <Field name="text" words="Text" hint="English, plain text." value={draft.text} put={put("text")} wrong={wrong.text} long />
        <div class="row">
          <button class="primary" disabled={doing !== null}>
            See what would be stored
          </button>
          <button type="button" disabled={doing !== null || !draft.text.trim()} onClick={() => void store()}>
            Store
          </button>
          {!isEmpty(draft) && (
            <button
              type="button"
              disabled={doing !== null}
              onClick={() => {
                setDraft(EMPTY);
                setPreview(null);
                setError(null);
              }}
            >
              Clear
            </button>
          )}
        </div>
      </form>
      <div>
        {doing && <Loading what={doing === "reading" ? "Reading" : "Reading and storing"} />}
        {error && <Refused error={error.error} again={error.again} keeps="What you wrote stays here." />}
        {saved && <Stored key={turn} saved={saved} />}
      </div>
      {preview && !current && <p class="faint">The form was changed since it was read: look again to see what would be stored now.</p>}
      {current && (
        <section aria-labelledby="preview">
          <Outcome key={turn} id="preview">
            Not stored yet: {count(current.claims.length, "meeting")}
          </Outcome>
          <ReadingView reading={current} stored={false} />
          <button type="button" class="primary" disabled={doing !== null} onClick={() => void store()}>
            Store this
          </button>
        </section>
      )}
    </>
  );
}
