import { useCallback, useEffect, useState } from "preact/hooks";

import { changed, onChange } from "../api/changes";
import { ApiError, get, post, segment } from "../api/client";
import { follow, pause } from "../api/events";
import type { JobOut } from "../api/types";
import { asApiError } from "../api/use";

const POLL_MS = 2_000;

export const isOver = (job: JobOut): boolean => job.state === "done" || job.state === "cancelled";
export const finished = (job: JobOut): number => job.total - job.counts.queued - job.counts.running;

export interface Followed {
  job: JobOut | null;
  error: ApiError | null;
  again: () => void;
  /** Cancel it, or try again what failed. */
  ask: (what: "cancel" | "retry") => void;
}

/** A job as it goes on: by its stream of events, and where that does not come through, by asking again and again. */
export function useJob(id: string): Followed {
  const [job, setJob] = useState<JobOut | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [turn, setTurn] = useState(0);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  const path = `v1/jobs/${segment(id)}`;

  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    watch(path, signal, setJob).then(
      (wasRunning) => wasRunning && changed(),
      (failed: unknown) => {
        if (!signal.aborted) setError(asApiError(failed));
      },
    );
    setError(null);
    return () => controller.abort();
  }, [path, turn]);
  // The service is back, or somebody signed in: what broke off goes on.
  useEffect(() => (error ? onChange(again) : undefined), [error]);

  async function ask(what: "cancel" | "retry") {
    try {
      setJob(await post<JobOut>(`${path}/${what}`));
      again();
      changed();
    } catch (failed) {
      setError(asApiError(failed));
    }
  }

  return { job, error, again, ask: (what) => void ask(what) };
}

/** Tells the job until it is over; whether there was anything to wait for. Raises ApiError. */
async function watch(path: string, signal: AbortSignal, tell: (job: JobOut) => void): Promise<boolean> {
  let job = await get<JobOut>(path, {}, signal);
  tell(job);
  if (isOver(job)) return false;
  try {
    // What was finished before is in the lists already: the stream is asked for what comes after it.
    await follow(
      `${path}/events`,
      String(finished(job)),
      ({ name, data }) => {
        if (name === "progress" || name === "end") {
          job = JSON.parse(data) as JobOut;
          if (!signal.aborted) tell(job);
        }
        return name === "end";
      },
      signal,
    );
  } catch (error) {
    if (!(error instanceof ApiError) || !error.passing) throw error;
    await poll(path, signal, tell);
  }
  return !signal.aborted;
}

async function poll(path: string, signal: AbortSignal, tell: (job: JobOut) => void): Promise<void> {
  while (!signal.aborted) {
    const job = await get<JobOut>(path, {}, signal);
    tell(job);
    if (isOver(job)) return;
    await pause(POLL_MS, signal);
  }
}
