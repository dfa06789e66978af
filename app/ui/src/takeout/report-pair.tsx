import { get, segment } from "../api/client";
import type { PairOut, Relation, Status } from "../api/types";
import { useLoaded } from "../api/use";
import { Failure, Loading } from "../shared/parts";
import { Clamped } from "../shared/clamped";
import { about, count, day, number, STATUS } from "../shared/words";
import { type Filters, link } from "../state/address";
import { MeetingsTold } from "./report-meetings";
import { Report } from "./report-parts";
import { told } from "./told";
import { circumstances } from "../shared/asking";

const MOST = 500;

export function PairReport({ a, b, filters }: { a: string; b: string; filters: Filters }) {
  const query = circumstances(filters);
  const { data, error, again } = useLoaded(JSON.stringify([a, b, query]), async (signal) => {
    const pair = await get<PairOut>(`v1/pairs/${segment(a)}/${segment(b)}`, { ...query, limit: 1 }, signal);
    const { relation } = pair;
    return { relation, told: await told({ ...query, actor: relation.a.id, with: relation.b.id }, MOST, signal) };
  });
  if (error) return <Failure error={error} again={again} />;
  if (!data) return <Loading what="Writing the report" />;
  const { relation } = data;
  const total = Object.values(relation.by_status).reduce((sum, one) => sum + one, 0);
  const back = { href: link({ screen: "pair", id: `${a},${b}` }), words: "Back to the two" };
  return (
    <Report kind="Report of a pair" title={`${relation.a.name} and ${relation.b.name}`} back={back} filters={{ ...filters, actor: null, with: null }}>
      <p>
        {[relation.a, relation.b].map((one, at) => (
          <>
            {at > 0 && "; "}
            <Clamped text={one.name} />
            {about(one) && (
              <>
                : <bdi>{about(one)}</bdi>
              </>
            )}
          </>
        ))}
        . {total === 0 ? "No meeting of the two is told of." : `${count(total, "meeting")}, the first ${day(relation.first)}, the last ${day(relation.last)}.`}
      </p>
      {total > 0 && <ByYear relation={relation} />}
      {total > 0 && <MeetingsTold told={data.told} total={total} of=" of the two" />}
    </Report>
  );
}

function ByYear({ relation }: { relation: Relation }) {
  const statuses = Object.keys(STATUS).filter((one) => relation.by_status[one]) as Status[];
  const years = Object.keys(relation.by_year).sort();
  return (
    <>
      <h2>By year and status</h2>
      <div class="report-table" tabIndex={0} role="region" aria-label="By year and status">
        <table>
          <thead>
            <tr>
              <th scope="col">Year</th>
              {statuses.map((one) => (
                <th scope="col">{STATUS[one]}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {years.map((year) => (
              <tr>
                <th scope="row">{/^\d+$/.test(year) ? year : "undated"}</th>
                {statuses.map((one) => (
                  <td>{number(relation.by_year[year]?.[one] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
