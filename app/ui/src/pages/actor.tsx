import { segment } from "../api/client";
import type { ActorDetail, Mention, Page } from "../api/types";
import { useAnswer, usePages } from "../evidence/asking";
import { knowledge } from "../shared/asking";
import { More, WordsOf } from "../evidence/parts";
import { useArrival, useTitle } from "../shared/arrival";
import { Clamped } from "../shared/clamped";
import { Failure, Loading } from "../shared/parts";
import { about, count, day, number } from "../shared/words";
import { link, NO_FILTERS, type State } from "../state/address";
import { ReportLink } from "../takeout/report-link";
import { Members, Met } from "./actor-met";
import { Alike, Names, Offices } from "./actor-names";
import { Places, Through } from "./actor-time";
import { AsOf } from "./as-of";
import "./pages.css";

const AT_ONCE = 10;

/** Everything about one actor: what it is called, its offices, whom, when and where it met. */
export default function ActorScreen({ state }: { state: State }) {
  useArrival();
  const { as_of } = knowledge(state.filters);
  const path = `v1/actors/${segment(state.id as string)}`;
  const { data, error, loading, again } = useAnswer<ActorDetail>(path, { as_of });
  useTitle(data?.name);
  if (error)
    return (
      <>
        <h1>Actor</h1>
        <Failure error={error} again={again} />
        {error.status === 404 && <AsOf state={state} />}
      </>
    );
  if (!data) return loading ? <Loading /> : null;
  // Requests go by the id: the address may hold a name that the service understood.
  return <Actor key={data.id} state={state} actor={data} path={`v1/actors/${segment(data.id)}`} />;
}

function Actor({ state, actor, path }: { state: State; actor: ActorDetail; path: string }) {
  const { as_of, inferred } = state.filters;
  const filters = { ...NO_FILTERS, as_of, inferred, actor: actor.id };
  const side = actor.kind === "country" || actor.kind === "organization";
  return (
    <div class="page-of">
      <h1>
        <Clamped text={actor.name} />
      </h1>
      <AsOf state={state} />
      <p class="row">
        <Clamped text={[actor.kind, about(actor)].filter(Boolean).join(" · ")} />
        <span>
          {count(actor.meetings, side ? "meeting of its own" : "meeting", side ? "meetings of its own" : "meetings")}, named in {count(actor.articles, "article")}
        </span>
      </p>
      <p class="row">
        <a href={link({ screen: "results", view: "graph", q: null, id: null, at: null, open: null, filters }, state)}>Show in graph</a>
        <ReportLink of={`actor:${actor.id}`} />
      </p>
      <div class="two-columns">
        <div>
          <Offices actor={actor} />
          {side && <Members state={state} actor={actor} />}
          <Met state={state} actor={actor} path={path} />
          <Places state={state} actor={actor} filters={filters} />
          <Names actor={actor} />
          <Alike actor={actor} />
          <Mentions state={state} actor={actor} path={path} />
        </div>
        <div>
          <Through state={state} actor={actor} path={path} filters={filters} />
        </div>
      </div>
    </div>
  );
}

function Mentions({ state, actor, path }: { state: State; actor: ActorDetail; path: string }) {
  const { as_of } = knowledge(state.filters);
  const { data, error, loading, again } = useAnswer<Page<Mention>>(`${path}/mentions`, { as_of, limit: AT_ONCE });
  const pages = usePages(data);
  return (
    <section aria-labelledby="mentions">
      <h2 id="mentions">
        Articles that name it{" "}
        {pages.more && (
          <span class="faint">
            the latest {number(pages.items.length)} of {number(actor.articles)}
          </span>
        )}
      </h2>
      {error && <Failure error={error} again={again} />}
      {!data && loading && <Loading />}
      <ul class="plain">
        {pages.items.map((mention) => {
          const first = mention.spans[0];
          const place = first ? `${first.start}-${first.end}` : null;
          return (
            <li key={`${mention.article_id} ${mention.name}`}>
              <a href={link({ screen: "article", id: mention.article_id, at: place, open: null })}>
                <Clamped text={mention.title || "Untitled article"} />
              </a>{" "}
              <span class="faint">{mention.published ? day(mention.published) : "day of publication unknown"}</span>
              {first ? (
                <>
                  {": "}
                  <WordsOf evidence={first} />
                </>
              ) : (
                <span class="faint">, by implication only</span>
              )}
            </li>
          );
        })}
      </ul>
      <More pages={pages} what="earlier ones" />
    </section>
  );
}
