import { get } from "../api/client";
import type { ActorRef, PairTally, PairView, Page } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { about, day, number } from "../shared/words";
import { asked, type State } from "../state/address";
import { useShown } from "../takeout/shown";
import { Extent, More } from "./foot";
import { readSort, sorted } from "./order";
import { useRows } from "./paging";
import { wanted } from "./shown";
import { type Column, Table } from "./table";

type Pair = Pick<PairView, "a" | "b" | "count" | "first" | "last" | "inferred">;

const COLUMNS: readonly [Column<Pair>, ...Column<Pair>[]] = [
  {
    id: "who",
    name: "Who",
    value: (one) => one.a.name,
    cell: (one) => (
      <>
        <Name actor={one.a} />
        <span class="hidden-but-said">
          {" "}
          and <Clamped text={one.b.name} />
        </span>
      </>
    ),
  },
  { id: "whom", name: "Whom", value: (one) => one.b.name, cell: (one) => <Name actor={one.b} /> },
  { id: "count", name: "Meetings", value: (one) => one.count, cell: (one) => number(one.count), downwards: true, end: true },
  { id: "first", name: "First", value: (one) => one.first, cell: (one) => day(one.first), downwards: true, whole: true },
  { id: "last", name: "Last", value: (one) => one.last, cell: (one) => day(one.last), downwards: true, whole: true },
  { id: "inferred", name: "Inferred", value: (one) => one.inferred, cell: (one) => number(one.inferred), downwards: true, end: true },
];
const IDS = COLUMNS.map((one) => one.id);
const LATEST = { column: "last", descending: true };

export function Pairs({ state }: { state: State }) {
  const meant = asked(state.filters);
  const { actor, with: other, party } = state.filters;
  const sort = readSort(state.more["list.sort"], IDS, LATEST);
  // With somebody in particular, pairs by number would be those of all who were there.
  const ofAll = !actor && !other && !party;
  const byCount = ofAll && sort.descending && sort.column === "count";
  const asFetched = byCount || (sort.descending && sort.column === "last");
  const fetched = useRows<PairView | PairTally>(byCount ? "v1/stats/most-met/pairs" : "v1/who-met-whom", meant, wanted(state));
  const { items, more, fresh, loading, error } = fetched;
  const total = useLoaded(more && fresh && ofAll ? JSON.stringify(meant) : null, (signal) =>
    get<Page<PairTally> & { total: number }>("v1/stats/most-met/pairs", { ...meant, limit: 1 }, signal),
  );
  const column = COLUMNS.find((one) => one.id === sort.column) ?? COLUMNS[0];
  const rows: Pair[] = asFetched ? (items ?? []) : sorted(items ?? [], column.value, sort.descending);
  useShown(items && fresh ? () => ({ pairs: rows, more }) : null);
  if (!items) return error ? <Failure error={error} again={fetched.again} /> : <Loading what="Loading the pairs" />;
  if (!items.length && !loading && !error)
    return (
      <Empty title="No two met by these filters.">
        <p>Take a filter away, or bring articles in that tell of a meeting.</p>
      </Empty>
    );
  return (
    <>
      <Extent
        fresh={fresh}
        what={items.length === 1 && !more ? "pair" : "pairs"}
        shown={items.length}
        total={total.data?.total ?? null}
        more={more}
        chosen={byCount ? "those with most meetings first" : "the latest first"}
        sortedBy={asFetched ? null : column.name}
      />
      <p class="faint">
        Counted are {state.filters.status.length ? "meetings of the chosen status" : "meetings of any status, also planned and cancelled ones"};
        “inferred” are those where an article names only the office of one of the two.
      </p>
      <Table
        caption="Pairs"
        columns={COLUMNS}
        main="who"
        rows={rows}
        sort={sort}
        opens={(one) => `pair:${one.a.id},${one.b.id}`}
        chosen={(one) => state.open === `pair:${one.a.id},${one.b.id}` || state.open === `pair:${one.b.id},${one.a.id}`}
        busy={loading}
      />
      <More fetched={fetched} />
    </>
  );
}

function Name({ actor }: { actor: ActorRef }) {
  const said = about(actor);
  return (
    <>
      <Clamped text={actor.name} />
      {said && (
        <>
          {" "}
          <span class="faint">
            <Clamped text={said} />
          </span>
        </>
      )}
    </>
  );
}
