import { useState } from "preact/hooks";

import { all, segment } from "../api/client";
import type { JobOut, TaskOut } from "../api/types";
import { useLoaded } from "../api/use";
import { Failure, Loading } from "../shared/parts";
import { count, number } from "../shared/words";
import { link } from "../state/address";
import { type Range, whereabouts } from "./lines";
import { became } from "./stored";
import { isOver } from "./use-job";

const PAGE = 20;

interface Asked {
  job: JobOut;
  ranges: readonly Range[] | undefined;
}

/** Article by article: first what came to nothing, since that is what one looks for. */
export function JobResults({ job, ranges }: Asked) {
  const { done, failed, set_aside, cancelled, superseded } = job.counts;
  return (
    <>
      <Group job={job} ranges={ranges} words="Failed" states="failed,set_aside" total={failed + set_aside} />
      <Group job={job} ranges={ranges} words="Stored" states="done" total={done} />
      <Group job={job} ranges={ranges} words="Left out" states="cancelled,superseded" total={cancelled + superseded} />
    </>
  );
}

function Group({ job, ranges, words, states, total }: Asked & { words: string; states: string; total: number }) {
  const [most, setMost] = useState(PAGE);
  const path = `v1/jobs/${segment(job.id)}/articles`;
  // While it runs, asked again only as long as what is shown can still grow.
  const key = total ? `${path} ${states} ${most} ${Math.min(total, most)} ${isOver(job)}` : null;
  const { data, error, loading, again } = useLoaded(key, (signal) => all<TaskOut>(path, { state: states }, most, signal));
  if (!total) return null;
  return (
    <>
      <h3>
        {words}: {number(total)}
      </h3>
      {error && <Failure error={error} again={again} />}
      {loading && !data && <Loading />}
      {data && (
        <>
          <div class="wide" tabIndex={0} role="region" aria-label={words}>
            <table class="tasks">
              <thead>
                <tr>
                  <th scope="col">Article</th>
                  <th scope="col">What became of it</th>
                </tr>
              </thead>
              <tbody>
                {data.items.map((task) => (
                  <Row task={task} where={whereabouts(ranges, task.position, task.where)} />
                ))}
              </tbody>
            </table>
          </div>
          {data.items.length < total && (
            <p class="row">
              <span class="faint">
                Showing {number(data.items.length)} of {number(total)}
              </span>
              <button type="button" onClick={() => setMost((before) => before + 5 * PAGE)}>
                Show more
              </button>
            </p>
          )}
        </>
      )}
    </>
  );
}

const LEFT_OUT: Partial<Record<TaskOut["state"], string>> = {
  cancelled: "Cancelled before it was stored",
  superseded: "A later version of it was brought in",
};

function Row({ task, where }: { task: TaskOut; where: string }) {
  const { article } = task;
  const meetings = (article?.links.meetings ?? []).map((path) => decodeURIComponent(path.split("/").pop() ?? ""));
  return (
    <tr>
      <td>
        {article ? (
          <a href={link({ screen: "article", id: article.id, at: null, open: null })}>
            <bdi>{where}</bdi>
          </a>
        ) : (
          <bdi>{where}</bdi>
        )}
      </td>
      <td>
        {article ? (
          <>
            {became(article)}, {meetings.length === 1 ? null : count(article.meetings, "meeting")}
            {meetings.map((id, nth) => (
              <>
                {" "}
                <a href={link({ open: `meeting:${id}` })} aria-label={`${meetings.length === 1 ? count(1, "meeting") : `Meeting ${nth + 1}`} of ${where}`}>
                  {meetings.length === 1 ? count(1, "meeting") : number(nth + 1)}
                </a>
              </>
            ))}
          </>
        ) : (
          <bdi>{task.detail ?? LEFT_OUT[task.state] ?? task.state}</bdi>
        )}
      </td>
    </tr>
  );
}
