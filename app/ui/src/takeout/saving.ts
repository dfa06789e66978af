// Files on their way to the reader's disk. They go on while other views are looked at.

import { type ApiError, send } from "../api/client";
import { asApiError } from "../api/use";
import { nextPiece } from "./pieces";

export interface Saving {
  id: number;
  name: string;
  /** So far. */
  bytes: number;
  state: "running" | "done" | "failed";
  error: ApiError | null;
}

/** Gives the file; tells how much of it is there. */
export type Maker = (signal: AbortSignal, sofar: (bytes: number) => void) => Promise<Blob>;

interface Job extends Saving {
  make: Maker;
  controller: AbortController;
}

const SECONDS_SHOWN = 6;
let jobs: readonly Job[] = [];
let last = 0;
const listeners = new Set<() => void>();

export const savings = (): readonly Saving[] => jobs;

export function onSavings(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

function put(changed: readonly Job[]): void {
  jobs = changed;
  for (const one of [...listeners]) one();
}

function patch(id: number, change: Partial<Job>): void {
  put(jobs.map((one) => (one.id === id ? { ...one, ...change } : one)));
}

export function forget(id: number): void {
  jobs.find((one) => one.id === id)?.controller.abort();
  put(jobs.filter((one) => one.id !== id));
}

export function retry(id: number): void {
  const job = jobs.find((one) => one.id === id);
  if (!job) return;
  forget(id);
  void save(job.name, job.make);
}

/** Makes the file and hands it to the browser under that name. */
export async function save(name: string, make: Maker): Promise<void> {
  const id = ++last;
  const controller = new AbortController();
  put([...jobs, { id, name, bytes: 0, state: "running", error: null, make, controller }]);
  try {
    const blob = await make(controller.signal, (bytes) => patch(id, { bytes }));
    if (controller.signal.aborted) return;
    hand(blob, name);
    patch(id, { state: "done", bytes: blob.size });
    setTimeout(() => forget(id), SECONDS_SHOWN * 1000);
  } catch (failed) {
    if (!controller.signal.aborted) patch(id, { state: "failed", error: asApiError(failed) });
  }
}

function hand(blob: Blob, name: string): void {
  const anchor = document.createElement("a");
  anchor.href = URL.createObjectURL(blob);
  anchor.download = name;
  anchor.click();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(anchor.href), 60_000);
}

const FOLD = 8 * 1024 * 1024;

/** An answer of any size. What came is given to the browser bit by bit, which may keep it on disk. */
export const streamed =
  (path: string): Maker =>
  async (signal, sofar) => {
    const answer = await send(path, { signal });
    const type = answer.headers.get("Content-Type") ?? "application/octet-stream";
    const reader = (answer.body as ReadableStream<Uint8Array<ArrayBuffer>>).getReader();
    let kept = new Blob([], { type });
    let waiting: Uint8Array<ArrayBuffer>[] = [];
    let size = 0;
    const fold = () => {
      kept = new Blob([kept, ...waiting], { type });
      waiting = [];
    };
    for (;;) {
      const { done, value } = await nextPiece(reader, signal);
      if (done) break;
      waiting.push(value);
      size += value.length;
      if (size - kept.size >= FOLD) fold();
      sofar(size);
    }
    fold();
    return kept;
  };
