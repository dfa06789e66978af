import { all, get, segment } from "../api/client";
import type { ActorDetail, Counterpart, Tenure, TimelineOut } from "../api/types";
import { useLoaded } from "../api/use";
import { Failure, Loading } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { about, count, day, number } from "../shared/words";
import { type Filters, link } from "../state/address";
import { MeetingsTold } from "./report-meetings";
import { Fact, Report, Url, Words } from "./report-parts";
import { told } from "./told";
import { circumstances } from "../shared/asking";

const MOST = 500;
const MOST_MET = 20;

export function ActorReport({ id, filters }: { id: string; filters: Filters }) {
  const query = circumstances(filters);
  const { data, error, again } = useLoaded(JSON.stringify([id, query]), async (signal) => {
    const path = `v1/actors/${segment(id)}`;
    const actor = await get<ActorDetail>(path, { as_of: filters.as_of }, signal);
    const [met, timeline, meetings] = await Promise.all([
      all<Counterpart>(`${path}/met`, query, MOST_MET, signal),
      get<TimelineOut>(`${path}/timeline`, { ...query, by: "year", limit: 1 }, signal),
      told({ ...query, actor: actor.id }, MOST, signal),
    ]);
    return { actor, met, total: timeline.periods.whole.count, told: meetings };
  });
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <Loading what="Writing the report" />;
  const { actor, met, total } = data;
  const back = { href: link({ screen: "actor", id }), words: "Back to the page" };
  return (
    <Report kind={`Report of ${KIND[actor.kind]}`} title={actor.name} back={back} filters={{ ...filters, actor: null, with: null }}>
      <dl class="report-facts">
        <Fact name="Is">
          <bdi>{about(actor) || actor.kind}</bdi>
        </Fact>
        <Fact name="Also written">
          <Clamped text={actor.aliases.join("; ") || "–"} />
        </Fact>
        <Fact name="Told of in">
          {count(actor.articles, "article")}, {count(actor.meetings, "meeting")}
        </Fact>
      </dl>
      {actor.tenures.length > 0 && <Tenures all={actor.tenures} person={actor.kind === "person"} />}
      {met.items.length > 0 && <Met all={met.items} more={met.next !== null} />}
      <MeetingsTold told={data.told} total={total} />
    </Report>
  );
}

const KIND = { person: "a person", office: "an office", country: "a country", organization: "an organization" };

function Tenures({ all: tenures, person }: { all: readonly Tenure[]; person: boolean }) {
  return (
    <>
      <h2>{person ? "Offices" : "Holders of the office"}</h2>
      {tenures.map((one) => (
        <section key={`${one.office.id} ${one.person.id}`} class="report-entry">
          <h3>
            <Clamped text={person ? one.office.name : one.person.name} />
            {one.office.party && ` (${one.office.party})`}
          </h3>
          <p>
            Said in {count(one.articles, "article")}, from {day(one.first)} to {day(one.last)}
            {one.sources.length < one.articles && `; the latest ${number(one.sources.length)}:`}
          </p>
          {one.sources.map((source) => (
            <div key={source.article_id} class="report-account">
              <Words quotes={source.spans.slice(0, 1).map((span) => span.quote)} />
              <p class="report-source">
                {day(source.published)}. <Url url={source.url} />
              </p>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

function Met({ all: counterparts, more }: { all: readonly Counterpart[]; more: boolean }) {
  return (
    <>
      <h2>Met most{more && `: the first ${number(counterparts.length)}`}</h2>
      <div class="report-table" tabIndex={0} role="region" aria-label="Met most">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Meetings</th>
              <th scope="col">Inferred</th>
              <th scope="col">First</th>
              <th scope="col">Last</th>
            </tr>
          </thead>
          <tbody>
            {counterparts.map((one) => (
              <tr key={one.actor.id}>
                <th scope="row">
                  <Clamped text={one.actor.name} />
                  <span class="faint">
                    {" "}
                    <bdi>{about(one.actor)}</bdi>
                  </span>
                </th>
                <td>{number(one.count)}</td>
                <td>{number(one.inferred)}</td>
                <td class="report-day">{day(one.first)}</td>
                <td class="report-day">{day(one.last)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
