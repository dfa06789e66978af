import { useState } from "preact/hooks";

import { all } from "../api/client";
import type { MeetingView } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading, StatusMark } from "../shared/parts";
import { count, number, when, where } from "../shared/words";
import { asked, link, type State } from "../state/address";

const FIRST = 20;
const MORE = 50;
const NAMED = 4; // of those who took part

/** The meetings themselves, the latest first; what is not asked for is not loaded. */
export function Meetings({ state, total }: { state: State; total: number }) {
  const [most, setMost] = useState(FIRST);
  const query = asked(state.filters);
  const { data, error, loading, again } = useLoaded(JSON.stringify([query, most]), (signal) =>
    all<MeetingView>("v1/meetings", query, most, signal),
  );
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <Loading what="Loading the meetings" />;
  if (!data.items.length) return <Empty title="None of these meetings is left." />;
  return (
    <div aria-busy={loading}>
      <ol class="meetings">
        {data.items.map((meeting) => (
          <Line key={meeting.id} meeting={meeting} state={state} />
        ))}
      </ol>
      <p class="row">
        <span role="status">
          Showing {number(data.items.length)} of {count(Math.max(total, data.items.length), "meeting")}, the latest first.
        </span>
        {data.next && (
          <button type="button" disabled={loading} onClick={() => setMost(most + MORE)}>
            {loading ? "Loading…" : "Show more"}
          </button>
        )}
      </p>
    </div>
  );
}

function Line({ meeting, state }: { meeting: MeetingView; state: State }) {
  const open = `meeting:${meeting.id}`;
  const names = meeting.participants.map(({ actor }) => actor.name);
  const place = where(meeting.place);
  return (
    <li class={state.open === open ? "open" : undefined}>
      <span class="when">{when(meeting.date)}</span>
      <span class="what">
        <a href={link({ open }, state)} aria-current={state.open === open ? "true" : undefined} title={meeting.title.slice(0, 500)}>
          {names.slice(0, NAMED).map((name, at) => (
            <>
              {at > 0 && ", "}
              <bdi>{name}</bdi>
            </>
          ))}
          {names.length > NAMED && ` and ${count(names.length - NAMED, "more", "more")}`}
          {!names.length && <bdi>{meeting.title}</bdi>}
        </a>{" "}
        <StatusMark status={meeting.status} />{" "}
        {place && (
          <span class="faint">
            <bdi>{place}</bdi>
          </span>
        )}
      </span>
    </li>
  );
}
