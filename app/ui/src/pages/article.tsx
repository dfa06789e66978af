import { useMemo } from "preact/hooks";

import { segment } from "../api/client";
import type { Article, ArticleView, EditionView, ReportView, TextlessArticle } from "../api/types";
import { useAnswer } from "../evidence/asking";
import { knowledge } from "../shared/asking";
import { useArrival, useTitle } from "../shared/arrival";
import { Clamped } from "../shared/clamped";
import { Legend } from "../shared/kinds";
import { Failure, Loading } from "../shared/parts";
import { day, when } from "../shared/words";
import { link, type State } from "../state/address";
import { ArticleReports } from "./article-reports";
import { AsOf } from "./as-of";
import { MarkedText } from "./marked-text";
import "./pages.css";
import { labelled, lookedAt, spansOf } from "./spans";

/** An article, with everything that was read from it marked in its text. */
export default function ArticleScreen({ state }: { state: State }) {
  useArrival();
  const path = `v1/articles/${segment(state.id as string)}`;
  const { as_of } = knowledge(state.filters);
  const { data, error, loading, again } = useAnswer<ArticleView>(path, { as_of });
  useTitle(data?.article.title ?? data?.article.id);
  if (error)
    return (
      <>
        <h1>Article</h1>
        <Failure error={error} again={again} />
        {error.status === 404 && <AsOf state={state} />}
      </>
    );
  if (!data) return loading ? <Loading what="Loading the article" /> : null;
  const edition = state.more["article.edition"];
  // What belongs to one article stays in the address when a link leads to another one.
  const older = edition !== undefined && data.editions.includes(edition) ? edition : null;
  return (
    <div class="article-screen">
      <Head article={data.article} />
      <AsOf state={state} />
      <Editions state={state} view={data} older={older} />
      {older ? <Edition state={state} path={path} edition={older} /> : <Read state={state} view={data} />}
    </div>
  );
}

function Head({ article }: { article: Article | TextlessArticle }) {
  return (
    <header>
      <h1>
        <Clamped text={article.title || "Untitled article"} />
      </h1>
      <p class="row faint">
        <Clamped text={article.source || "source unknown"} />
        <span>{article.published ? day(article.published) : "day of publication unknown"}</span>
        {article.url && <Outside url={article.url} />}
      </p>
    </header>
  );
}

/** A link only where it leads to a web page: what else calls itself an address is shown as text. */
function Outside({ url }: { url: string }) {
  if (!/^https?:\/\//i.test(url)) return <Clamped text={url} />;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      <Clamped text={url} /> <span class="hidden-but-said">(opens in a new tab)</span>
      <span aria-hidden="true">↗</span>
    </a>
  );
}

function Editions({ state, view, older }: { state: State; view: ArticleView; older: string | null }) {
  if (view.editions.length === 0) return null;
  const to = (edition: string | null) => link({ more: { "article.edition": edition }, at: null }, state);
  return (
    <nav aria-label="Editions" class="row editions">
      <span>The text was replaced. Read</span>
      <a href={to(null)} aria-current={older ? undefined : "true"}>
        the latest
      </a>
      {view.editions.map((one, at) => (
        <a key={one} href={to(one)} aria-current={older === one ? "true" : undefined}>
          text {at + 1} of before
        </a>
      ))}
    </nav>
  );
}

function Edition({ state, path, edition }: { state: State; path: string; edition: string }) {
  const { data, error, loading, again } = useAnswer<EditionView>(`${path}/editions/${segment(edition)}`);
  if (error) return <Failure error={error} again={again} />;
  if (!data || data.id !== edition) return loading ? <Loading /> : null;
  return (
    <>
      <p class="note" role="status">
        This is an older text, for reading only: what it said is in the graph no more.{" "}
        <a href={link({ more: { "article.edition": null } }, state)}>Back to the latest</a>
      </p>
      <p>
        <strong>
          <Clamped text={data.article.title || "Untitled article"} />
        </strong>{" "}
        <span class="faint">{data.article.published && day(data.article.published)}</span>
      </p>
      {data.article.text === null ? (
        <p>Its text was not kept.</p>
      ) : (
        <div class="article-text" dir="auto">
          {data.article.text}
        </div>
      )}
    </>
  );
}

const label = (report: ReportView): string => labelled(report, when(report.date));

function Read({ state, view }: { state: State; view: ArticleView }) {
  const asked = state.more["article.report"];
  const only = view.reports.some((one) => one.id === asked) ? (asked as string) : null;
  const spans = useMemo(() => spansOf(view, label, only), [view, only]);
  const at = useMemo(() => lookedAt(state.at, view.reports), [state.at, view]);
  const { text } = view.article;
  return (
    <div class="article-body">
      <div class="article-main">
        {text === null ? (
          <p class="note" role="status">
            Of this article only the quotes are kept, not its text. They are shown beside the reports that rest on them.
          </p>
        ) : (
          <>
            <Legend mentions />
            <MarkedText text={text} spans={spans} at={at} where={state.at} />
          </>
        )}
      </div>
      <ArticleReports state={state} view={view} only={only} label={label} quotes={text === null} />
    </div>
  );
}
