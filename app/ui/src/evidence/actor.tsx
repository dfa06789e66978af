import { segment } from "../api/client";
import type { ActorDetail, Counterpart, Page } from "../api/types";
import { Clamped } from "../shared/clamped";
import { Failure, Loading } from "../shared/parts";
import { about, count, day } from "../shared/words";
import { link, type State } from "../state/address";
import { ReportLink } from "../takeout/report-link";
import { useAnswer } from "./asking";
import { circumstances, knowledge } from "../shared/asking";

const MOST_MET = 5;

/** An actor in short, with the way to its page. */
export function ActorCard({ state, id }: { state: State; id: string }) {
  const path = `v1/actors/${segment(id)}`;
  const { as_of } = knowledge(state.filters);
  const { data, error, loading, again } = useAnswer<ActorDetail>(path, { as_of });
  const met = useAnswer<Page<Counterpart>>(`${path}/met`, { ...circumstances(state.filters), limit: MOST_MET });
  if (error) return <Failure error={error} again={again} />;
  if (!data) return loading ? <Loading /> : null;
  return (
    <>
      <h2>
        <Clamped text={data.name} />
      </h2>
      <p class="faint">
        <Clamped text={[data.kind, about(data)].filter(Boolean).join(" · ")} />
      </p>
      <p class="row">
        <a href={link({ screen: "actor", id: data.id, open: null, at: null })}>Page of this {data.kind}</a>
        <ReportLink of={`actor:${data.id}`} />
      </p>
      <p>
        {count(data.meetings, "meeting")} in {count(data.articles, "article")}.
      </p>
      <Offices actor={data} />
      <section aria-labelledby="top-met">
        <h3 id="top-met">Met most</h3>
        {met.error && <Failure error={met.error} again={met.again} />}
        {!met.data && met.loading && <Loading />}
        {met.data && met.data.items.length === 0 && <p class="faint">Nobody, within the filters.</p>}
        <ol class="plain">
          {met.data?.items.map((one) => (
            <li key={one.actor.id}>
              <a href={link({ open: `pair:${data.id},${one.actor.id}` })}>
                <Clamped text={one.actor.name} />
              </a>{" "}
              <span class="faint">
                <Clamped text={about(one.actor)} />
              </span>{" "}
              {count(one.count, "time")}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

/** Of a person the offices, of an office the holders. */
function Offices({ actor }: { actor: ActorDetail }) {
  if (actor.tenures.length === 0) return null;
  const held = actor.kind === "person";
  return (
    <section aria-labelledby="pane-offices">
      <h3 id="pane-offices">{held ? "Offices" : "Held by"}</h3>
      <ul class="plain">
        {actor.tenures.slice(0, MOST_MET).map((one) => (
          <li key={one.person.id + one.office.id}>
            <Clamped text={held ? [one.office.name, one.office.party].filter(Boolean).join(", ") : one.person.name} />{" "}
            <span class="faint">
              seen {day(one.first)} – {day(one.last)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
