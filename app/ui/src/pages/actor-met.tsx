import type { ActorDetail, ActorTally, Counterpart, Listed, Page } from "../api/types";
import { useAnswer, usePages } from "../evidence/asking";
import { knowledge } from "../shared/asking";
import { More } from "../evidence/parts";
import { Clamped } from "../shared/clamped";
import { ActorLink, Failure, Loading } from "../shared/parts";
import { about, count, day, number } from "../shared/words";
import { link, type State } from "../state/address";

const AT_ONCE = 10;

/** Whom an actor met most, each with the way to the meetings of the two. */
export function Met({ state, actor, path }: { state: State; actor: ActorDetail; path: string }) {
  const query = { ...knowledge(state.filters), limit: AT_ONCE };
  const { data, error, loading, again } = useAnswer<Page<Counterpart>>(`${path}/met`, query);
  const pages = usePages(data);
  return (
    <section aria-labelledby="met">
      <h2 id="met">Met most</h2>
      {error && <Failure error={error} again={again} />}
      {!data && loading && <Loading />}
      {data && data.items.length === 0 && <p class="faint">No meeting that was held is known.</p>}
      <ol class="plain tallies">
        {pages.items.map((one) => (
          <li key={one.actor.id}>
            <ActorLink actor={one.actor} more />:{" "}
            <a href={link({ open: `pair:${actor.id},${one.actor.id}` })}>
              {count(one.count, "meeting")}
              <span class="hidden-but-said"> with {one.actor.name.slice(0, 200)}</span>
            </a>{" "}
            <span class="faint">{span(one.first, one.last)}</span>
            {one.inferred > 0 && <span class="inferred">{number(one.inferred)} inferred</span>}
          </li>
        ))}
      </ol>
      <More pages={pages} />
    </section>
  );
}

function span(first: string | null, last: string | null): string {
  if (!first) return "undated";
  return first === last ? day(first) : `${day(first)} – ${day(last)}`;
}

/** Who acts for a country or an organization, as far as they took part in meetings. */
export function Members({ state, actor }: { state: State; actor: ActorDetail }) {
  const query = { ...knowledge(state.filters), party: actor.id, status: "any", limit: 100 };
  const { data, error, loading, again } = useAnswer<Listed<ActorTally>>("v1/stats/most-met", query);
  const pages = usePages(data);
  // The list is of everyone at meetings of that side, the other sides too.
  const own = pages.items.filter((one) => one.actor.party === actor.party && one.actor.id !== actor.id);
  return (
    <section aria-labelledby="members">
      <h2 id="members">Who acts for it</h2>
      {error && <Failure error={error} again={again} />}
      {!data && loading && <Loading />}
      {data && (
        <p class="faint" role="status">
          {own.length === 0 ? "Nobody who took part in a meeting" : `${count(own.length, "actor")} at meetings, the most often first`}
          {pages.more && `, among the first ${number(pages.items.length)} of ${number(data.total)} who were at its meetings`}
        </p>
      )}
      <ul class="plain tallies">
        {own.map((one) => (
          <li key={one.actor.id}>
            <ActorLink actor={one.actor} /> <Clamped text={about({ ...one.actor, party: null })} /> <span class="faint">{count(one.count, "meeting")}</span>
          </li>
        ))}
      </ul>
      <More pages={pages} what="further ones" />
    </section>
  );
}
