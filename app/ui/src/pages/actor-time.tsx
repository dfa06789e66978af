import type { ActorDetail, Bucket, Listed, PlaceTally, TimelineOut } from "../api/types";
import { useAnswer, usePages } from "../evidence/asking";
import { knowledge } from "../shared/asking";
import { MeetingLine, More } from "../evidence/parts";
import { YearBars } from "../evidence/year-bars";
import { Clamped } from "../shared/clamped";
import { Failure, Loading } from "../shared/parts";
import { count, number, where } from "../shared/words";
import { type Filters, link, type State } from "../state/address";

interface Given {
  state: State;
  actor: ActorDetail;
  filters: Filters;
}

const results = (state: State, patch: Parameters<typeof link>[0]): string =>
  link({ screen: "results", q: null, id: null, at: null, open: null, ...patch }, state);

/** The meetings of an actor by year, and the latest of them one by one. */
export function Through({ state, path, filters }: Given & { path: string }) {
  const query = { ...knowledge(state.filters), by: "year", order: "latest", limit: 20 };
  const { data, error, loading, again } = useAnswer<TimelineOut>(`${path}/timeline`, query);
  const years = usePages<Bucket>(data?.periods ?? null);
  const meetings = usePages(data?.meetings ?? null);
  const toYear = (year: string) => results(state, { view: "list", filters: { ...filters, from: `${year}-01-01`, to: `${year}-12-31` } });
  const { whole, inexact } = data?.periods ?? {};
  return (
    <>
      <section aria-labelledby="through">
        <h2 id="through">Through time</h2>
        {error && <Failure error={error} again={again} />}
        {!data && loading && <Loading />}
        {whole && whole.count === 0 && <p class="faint">No meeting is known.</p>}
        <YearBars years={years.items.map((one) => ({ year: one.period, by_status: one.by_status }))} href={toYear} />
        <More pages={years} what="earlier years" />
        {inexact && inexact.count > 0 && <p class="faint">{count(inexact.count, "meeting")} of no known year</p>}
      </section>
      {whole && whole.count > 0 && (
        <section aria-labelledby="meetings">
          <h2 id="meetings">
            Meetings{" "}
            <span class="faint" role="status">
              the latest {number(meetings.items.length)} of {number(whole.count)}
            </span>
          </h2>
          <ul class="plain">
            {meetings.items.map((meeting) => (
              <MeetingLine key={meeting.id} meeting={meeting} />
            ))}
          </ul>
          <More pages={meetings} what="earlier ones" />
        </section>
      )}
    </>
  );
}

/** Where an actor's meetings were. */
export function Places({ state, actor, filters }: Given) {
  const query = { ...knowledge(state.filters), actor: actor.id, limit: 10 };
  const { data, error, loading, again } = useAnswer<Listed<PlaceTally>>("v1/stats/places", query);
  const pages = usePages(data);
  return (
    <section aria-labelledby="places">
      <h2 id="places">
        Places{" "}
        {data && pages.more && (
          <span class="faint" role="status">
            the busiest {number(pages.items.length)} of {number(data.total)}
          </span>
        )}
      </h2>
      {error && <Failure error={error} again={again} />}
      {!data && loading && <Loading />}
      {data && data.items.length === 0 && <p class="faint">No place of a meeting that was held is known.</p>}
      <ul class="plain tallies">
        {pages.items.map((one) => (
          <li key={`${one.place.name} ${one.place.country} ${one.place.kind}`}>
            <a href={results(state, { view: "list", filters: { ...filters, place: one.place.name } })}>
              <Clamped text={where(one.place) ?? ""} />
            </a>{" "}
            <span class="faint">{count(one.count, "meeting")}</span>
          </li>
        ))}
      </ul>
      <More pages={pages} />
    </section>
  );
}
