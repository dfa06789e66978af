import { useMemo } from "preact/hooks";

import type { JobOut } from "../api/types";
import { Loading } from "../shared/parts";
import { count, number } from "../shared/words";
import { link } from "../state/address";
import { Outcome, Refused } from "./form";
import { JobResults } from "./job-results";
import { recall } from "./sent";
import { finished, isOver, useJob } from "./use-job";

const MINUTE = 60;
const HOUR = 3_600;

/** How far a load is, and what became of each of its articles. */
export function JobView({ id }: { id: string }) {
  const { job, error, again, ask } = useJob(id);
  const sent = useMemo(() => recall(id), [id, job?.state]);
  return (
    <section aria-labelledby="job">
      <Outcome id="job">{job ? title(job) : "Load"}</Outcome>
      {error && <Refused error={error} again={again} />}
      {!job && !error && <Loading what="Loading the state of the load" />}
      {job && <Progress job={job} />}
      <p class="row">
        {job && !isOver(job) && (
          <button type="button" onClick={() => ask("cancel")}>
            Cancel the rest
          </button>
        )}
        {job && job.counts.failed + job.counts.set_aside > 0 && (
          <button type="button" onClick={() => ask("retry")}>
            Try again what failed
          </button>
        )}
        <a href={link({ more: { "bring.job": null } })}>Bring in more</a>
      </p>
      {sent && (sent.unread.length > 0 || sent.refused.length > 0) && (
        <>
          <h3>Not sent</h3>
          <ul>
            {sent.unread.map(({ path, why }) => (
              <li>
                <bdi>{path}</bdi>: {why}
              </li>
            ))}
            {sent.refused.map((line) => (
              <li>
                Line {number(line.line)}: <bdi>{line.detail}</bdi> Bring it in again.
              </li>
            ))}
          </ul>
        </>
      )}
      {job && <JobResults job={job} ranges={sent?.ranges} />}
    </section>
  );
}

function title(job: JobOut): string {
  if (job.state === "cancelled") return "Cancelled";
  if (job.state === "done") return `Done: ${count(job.total, "article")}`;
  return "Being read";
}

function Progress({ job }: { job: JobOut }) {
  const done = finished(job);
  const far = job.state === "receiving" ? "so far, more is coming" : job.state === "cancelled" ? "the rest was cancelled" : null;
  return (
    <>
      <label class="stage">
        {number(done)} of {count(job.total, "article")}
        {far && `, ${far}`} <progress value={done} max={Math.max(job.total, 1)} />
      </label>
      <p class="faint">
        {[
          !isOver(job) && job.per_minute !== null && `${number(Math.round(job.per_minute))} a minute`,
          !isOver(job) && job.seconds_left !== null && `${left(job.seconds_left)} left`,
          `${number(job.counts.done)} stored`,
          `${number(job.counts.failed + job.counts.set_aside)} failed`,
          job.counts.superseded > 0 && `${number(job.counts.superseded)} replaced by a later version`,
          job.counts.cancelled > 0 && `${number(job.counts.cancelled)} cancelled`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {/* Said now and then, and not with every article. */}
      <p class="hidden-but-said" role="status">
        {isOver(job) ? title(job) : `${Math.floor((done / Math.max(job.total, 1)) * 10) * 10} % read`}
      </p>
    </>
  );
}

function left(seconds: number): string {
  if (seconds < MINUTE) return "less than a minute";
  return seconds < HOUR ? `about ${count(Math.round(seconds / MINUTE), "minute")}` : `about ${count(Math.round(seconds / HOUR), "hour")}`;
}
