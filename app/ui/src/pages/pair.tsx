import type { PairOut, Status } from "../api/types";
import { useAnswer, usePages } from "../evidence/asking";
import { knowledge } from "../shared/asking";
import { pairPath, Related, twoOf } from "../evidence/pair";
import { MeetingLine, More } from "../evidence/parts";
import { YearBars } from "../evidence/year-bars";
import { useArrival, useTitle } from "../shared/arrival";
import { Clamped } from "../shared/clamped";
import { ActorLink, Empty, Failure, Loading } from "../shared/parts";
import { CHANNEL, number } from "../shared/words";
import { link, NO_FILTERS, type State } from "../state/address";
import { ReportLink } from "../takeout/report-link";
import { AsOf } from "./as-of";
import "./pages.css";

/** Two actors through time, whatever became of each contact. */
export default function PairScreen({ state }: { state: State }) {
  useArrival();
  const ids = state.id as string;
  const { data, error, loading, again } = useAnswer<PairOut>(pairPath(ids), knowledge(state.filters));
  const pages = usePages(data?.meetings ?? null);
  const names = data && `${data.relation.a.name} and ${data.relation.b.name}`;
  useTitle(names);
  if (error)
    return (
      <>
        <h1>Two actors</h1>
        <Failure error={error} again={again} />
      </>
    );
  if (!data) return loading ? <Loading /> : null;
  const { relation } = data;
  const [a, b] = twoOf(ids);
  const { as_of, inferred } = state.filters;
  const filters = { ...NO_FILTERS, as_of, inferred, actor: a, with: b };
  const years = Object.entries(relation.by_year)
    .sort(([one], [other]) => Number(other) - Number(one))
    .map(([year, by_status]) => ({ year: year === "0" ? null : year, by_status: by_status as Partial<Record<Status, number>> }));
  return (
    <div class="page-of">
      <h1>
        <Clamped text={relation.a.name} /> and <Clamped text={relation.b.name} />
      </h1>
      <AsOf state={state} />
      <p>
        <ActorLink actor={relation.a} more /> and <ActorLink actor={relation.b} more />: <Related relation={relation} />
      </p>
      <p class="row">
        <a href={link({ screen: "results", view: "graph", q: null, id: null, at: null, open: null, filters }, state)}>Show in graph</a>
        <ReportLink of={`pair:${ids}`} />
      </p>
      {relation.count === 0 ? (
        <Empty title="No article tells of a contact of the two." />
      ) : (
        <>
          <section aria-labelledby="years">
            <h2 id="years">By year</h2>
            <YearBars years={years} />
            <p class="faint">
              {Object.entries(relation.by_channel)
                .map(([channel, many]) => `${number(many)} ${CHANNEL[channel as keyof typeof CHANNEL] ?? channel}`)
                .join(" · ")}
            </p>
          </section>
          <section aria-labelledby="meetings">
            <h2 id="meetings">
              Meetings{" "}
              <span class="faint" role="status">
                showing {number(pages.items.length)} of {number(relation.count)}
              </span>
            </h2>
            <ul class="plain">
              {pages.items.map((meeting) => (
                <MeetingLine key={meeting.id} meeting={meeting} />
              ))}
            </ul>
            <More pages={pages} />
          </section>
        </>
      )}
    </div>
  );
}
