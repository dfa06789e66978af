import { useRef } from "preact/hooks";

import { get } from "../api/client";
import type { MeetingView, ParticipantView, PeriodsOut } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading, StatusMark } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { CHANNEL, LEVEL, number, STATUS, when, where } from "../shared/words";
import { asked, type State } from "../state/address";
import { useShown } from "../takeout/shown";
import { Extent, More } from "./foot";
import { readSort, sorted } from "./order";
import { useRows } from "./paging";
import { wanted } from "./shown";
import { type Column, Table } from "./table";

const COLUMNS: readonly [Column<MeetingView>, ...Column<MeetingView>[]] = [
  { id: "date", name: "When", value: (one) => one.date.start, cell: (one) => when(one.date), downwards: true },
  { id: "who", name: "Who", value: (one) => one.participants[0]?.actor.name ?? one.title, cell: (one) => <Who meeting={one} /> },
  { id: "place", name: "Where", value: (one) => where(one.place), cell: (one) => <Place meeting={one} /> },
  { id: "status", name: "Status", value: (one) => STATUS[one.status], cell: (one) => <StatusMark status={one.status} /> },
  { id: "channel", name: "Channel", value: (one) => known(one.channel, CHANNEL), cell: (one) => known(one.channel, CHANNEL) ?? "–" },
  { id: "level", name: "Level", value: (one) => known(one.level, LEVEL), cell: (one) => known(one.level, LEVEL) ?? "–" },
  { id: "reports", name: "Reports", value: (one) => one.reports, cell: (one) => number(one.reports), downwards: true, end: true },
];
const IDS = COLUMNS.map((one) => one.id);
const LATEST = { column: "date", descending: true };
const OLDEST = "oldest";
const NAMED = 8;

const known = <T extends string>(value: T, words: Record<T, string>): string | null => (value === "unknown" ? null : words[value]);

export function Meetings({ state }: { state: State }) {
  const meant = asked(state.filters);
  const sort = readSort(state.more["list.sort"], IDS, LATEST);
  const byDate = sort.column === "date";
  const order = byDate && !sort.descending ? OLDEST : null;
  const fetched = useRows<MeetingView>("v1/meetings", { ...meant, order }, wanted(state));
  const { items, more, fresh, loading, error } = fetched;
  const total = useLoaded(more && fresh ? JSON.stringify(meant) : null, (signal) =>
    get<PeriodsOut>("v1/stats/by-period", { ...meant, by: "year", limit: 1 }, signal),
  );
  const column = COLUMNS.find((one) => one.id === sort.column) ?? COLUMNS[0];
  const had = useRef(order);
  if (fresh) had.current = order;
  // In another order of dates the service gives other meetings: until they are here, these stand in that order.
  const rows = byDate && had.current === order ? (items ?? []) : sorted(items ?? [], column.value, sort.descending);
  useShown(items && fresh ? () => ({ meetings: rows, more }) : null);
  if (!items) return error ? <Failure error={error} again={fetched.again} /> : <Loading what="Loading the meetings" />;
  if (!items.length && !loading && !error)
    return (
      <Empty title="No meeting fits.">
        <p>Take a filter away, or bring articles in that tell of one.</p>
      </Empty>
    );
  return (
    <>
      <Extent
        fresh={fresh}
        what={items.length === 1 && !more ? "meeting" : "meetings"}
        shown={items.length}
        total={total.data?.whole.count ?? null}
        more={more}
        chosen={order ? "the oldest first" : "the latest first"}
        sortedBy={byDate ? null : column.name}
      />
      <Table
        caption="Meetings"
        columns={COLUMNS}
        main="who"
        rows={rows}
        sort={sort}
        opens={(one) => `meeting:${one.id}`}
        chosen={(one) => state.open === `meeting:${one.id}`}
        busy={loading}
      />
      <More fetched={fetched} />
    </>
  );
}

const Place = ({ meeting }: { meeting: MeetingView }) => (
  <span class="list-place">
    <Clamped text={where(meeting.place) ?? "–"} />
  </span>
);

/** Hosts first; of many, some, and how many more there are. */
function Who({ meeting }: { meeting: MeetingView }) {
  const all = [...meeting.participants].sort((one, other) => Number(other.role === "host") - Number(one.role === "host"));
  if (!all.length) return <Clamped text={meeting.title} />;
  const rest = all.length - NAMED;
  return (
    <>
      {all.slice(0, NAMED).map((one, at) => (
        <>
          {at > 0 && ", "}
          <Participant key={one.actor.id} one={one} />
        </>
      ))}
      {rest > 0 && ` and ${number(rest)} more`}
    </>
  );
}

function Participant({ one }: { one: ParticipantView }) {
  const marks = [one.role === "host" || one.role === "mediator" ? one.role : null, one.inferred ? "inferred" : null].filter(Boolean);
  return (
    <>
      <Clamped text={one.actor.name} />
      {marks.length > 0 && (
        <>
          {" "}
          <span class="list-mark">({marks.join(", ")})</span>
        </>
      )}
    </>
  );
}
