import { segment } from "../api/client";
import type { PairOut, Relation, Status } from "../api/types";
import { Clamped } from "../shared/clamped";
import { ActorLink, Empty, Failure, Loading, StatusMark } from "../shared/parts";
import { count, day, number } from "../shared/words";
import { link, type State } from "../state/address";
import { ReportLink } from "../takeout/report-link";
import { useAnswer, usePages } from "./asking";
import { circumstances } from "../shared/asking";
import { MeetingLine, More } from "./parts";

/** "person:a,person:b", as an address names a pair. */
export function twoOf(ids: string): [string, string] {
  const at = ids.indexOf(",");
  return at < 0 ? [ids, ""] : [ids.slice(0, at), ids.slice(at + 1)];
}

export const pairPath = (ids: string): string => {
  const [a, b] = twoOf(ids);
  return `v1/pairs/${segment(a)}/${segment(b)}`;
};

/** Two actors, within what the filters mean. */
export function PairEvidence({ state, ids }: { state: State; ids: string }) {
  const { data, error, loading, again } = useAnswer<PairOut>(pairPath(ids), { ...circumstances(state.filters), limit: 10 });
  const pages = usePages(data?.meetings ?? null);
  if (error) return <Failure error={error} again={again} />;
  if (!data) return loading ? <Loading what="Loading the evidence" /> : null;
  const { relation } = data;
  return (
    <>
      <h2>
        <Clamped text={relation.a.name} /> and <Clamped text={relation.b.name} />
      </h2>
      <p class="row">
        <a href={link({ screen: "pair", id: ids, open: null, at: null })}>Page of the two</a>
        <ReportLink of={`pair:${ids}`} />
      </p>
      <p>
        <ActorLink actor={relation.a} more /> and <ActorLink actor={relation.b} more />: <Related relation={relation} />
      </p>
      {relation.count === 0 ? (
        <Empty title="No meeting of the two fits the filters." />
      ) : (
        <>
          <p class="faint" role="status">
            Showing {number(pages.items.length)} of {count(relation.count, "meeting")}, the latest first
          </p>
          <ul class="plain">
            {pages.items.map((meeting) => (
              <MeetingLine key={meeting.id} meeting={meeting} />
            ))}
          </ul>
          <More pages={pages} />
        </>
      )}
    </>
  );
}

/** How often, from when to when, and what became of it. */
export function Related({ relation }: { relation: Relation }) {
  const counts = Object.entries(relation.by_status).sort(([, one], [, other]) => other - one) as [Status, number][];
  return (
    <>
      {count(relation.count, "meeting")}
      {relation.first && `, ${relation.first === relation.last ? day(relation.first) : `${day(relation.first)} – ${day(relation.last)}`}`}
      {counts.map(([status, many]) => (
        <span key={status} class="tally">
          {" "}
          <StatusMark status={status} /> {number(many)}
        </span>
      ))}
    </>
  );
}
