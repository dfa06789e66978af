import { useEffect, useState } from "preact/hooks";

import { all } from "../api/client";
import type { JobOut } from "../api/types";
import { useLoaded } from "../api/use";
import { Empty, Failure, Loading } from "../shared/parts";
import { count, number } from "../shared/words";
import { link } from "../state/address";
import { recall } from "./sent";
import { finished, isOver } from "./use-job";

const PAGE = 5;
const POLL_MS = 3_000;
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const STATE: Record<JobOut["state"], string> = { receiving: "coming in", running: "being read", done: "done", cancelled: "cancelled" };

/** The latest loads, from wherever they came. */
export function JobList({ current }: { current: string | null }) {
  const [most, setMost] = useState(PAGE);
  const { data, error, loading, again } = useLoaded(`jobs ${most} ${current}`, (signal) => all<JobOut>("v1/jobs", {}, most, signal));
  // Loads of others go on too, and nobody tells this page.
  useEffect(() => {
    if (!error?.passing && !data?.items.some((job) => job.id !== current && !isOver(job))) return;
    const timer = setTimeout(again, POLL_MS);
    return () => clearTimeout(timer);
  }, [data, error, current]);
  return (
    <section aria-labelledby="jobs">
      <h2 id="jobs">Latest loads</h2>
      {loading && !data && <Loading />}
      {error?.code === "not_allowed" ? (
        <p class="faint">Loads are shown to keys with the role writer.</p>
      ) : (
        error && <Failure error={error} again={again} />
      )}
      {data && !data.items.length && <Empty title="Nothing was brought in with a load yet." />}
      {data && data.items.length > 0 && (
        <ul class="jobs">
          {data.items.map((job) => (
            <li>
              <a
                href={link({ screen: "bring", more: { "bring.job": job.id } })}
                aria-current={job.id === current ? "true" : undefined}
              >
                <bdi>{job.label ?? filesOf(job.id) ?? count(job.total, "article")}</bdi>, {MOMENT.format(new Date(job.created))}
              </a>{" "}
              {job.id !== current && (
                <span class="faint">
                  {STATE[job.state]}, {number(finished(job))} of {number(job.total)}
                  {job.counts.failed + job.counts.set_aside > 0 && `, ${number(job.counts.failed + job.counts.set_aside)} failed`}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {data?.next && (
        <button type="button" onClick={() => setMost((before) => before + 4 * PAGE)}>
          Show more
        </button>
      )}
    </section>
  );
}

function filesOf(job: string): string | null {
  const [first, ...rest] = recall(job)?.ranges ?? [];
  return first ? `${first.path}${rest.length ? ` and ${number(rest.length)} more` : ""}` : null;
}
