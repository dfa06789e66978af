// Server-sent events over fetch: the browser's EventSource cannot send a key.

import { ApiError, away, send } from "./client";

export interface ServerEvent {
  name: string;
  data: string;
  id: string | null;
}

/** The service says something at least every 15 s; where nothing comes for this long, something between holds it back. */
const SILENCE_MS = 40_000;
const MOST_TRIES = 3;

/** Feed it text as it comes; it tells each event that is whole. Returns what the stream asks to wait before coming again. */
export function reader(told: (event: ServerEvent) => void): { feed: (text: string) => void; retry: () => number | null } {
  let rest = "";
  let retry: number | null = null;
  let event: ServerEvent = { name: "message", data: "", id: null };

  function line(text: string): void {
    if (!text) {
      if (event.data) told(event);
      event = { name: "message", data: "", id: null };
      return;
    }
    const colon = text.indexOf(":");
    const field = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? "" : text.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event.name = value;
    else if (field === "data") event.data = event.data ? `${event.data}\n${value}` : value;
    else if (field === "id") event.id = value;
    else if (field === "retry" && /^\d+$/.test(value)) retry = Number(value);
  }

  return {
    feed(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? "";
      lines.forEach(line);
    },
    retry: () => retry,
  };
}

/**
 * Every event of a stream, again from where it broke off, until `told` answers true.
 * Raises ApiError where the stream is refused, and where it cannot be had although the service may be there.
 */
export async function follow(
  path: string,
  last: string,
  told: (event: ServerEvent) => boolean,
  signal: AbortSignal,
): Promise<void> {
  let tries = 0;
  for (;;) {
    let wait = 1_000;
    try {
      const end = await once(path, last, signal, (event) => {
        tries = 0;
        if (event.id) last = event.id;
        return told(event);
      });
      if (end.over) return;
      wait = end.retry ?? wait;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof ApiError) || !error.passing) throw error;
      wait = (error.retryAfter ?? 2) * 1_000;
    }
    tries += 1;
    if (tries >= MOST_TRIES) throw new ApiError(0, "no_stream", "The stream of events does not come through.");
    await pause(wait, signal);
    if (signal.aborted) return;
  }
}

async function once(
  path: string,
  last: string,
  signal: AbortSignal,
  told: (event: ServerEvent) => boolean,
): Promise<{ over: boolean; retry: number | null }> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  let over = false;
  const events = reader((event) => {
    over = told(event) || over;
  });
  try {
    const answer = await send(path, {
      headers: { Accept: "text/event-stream", "Last-Event-ID": last },
      signal: AbortSignal.any([signal, silence.signal]),
      cache: "no-store",
    });
    const body = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    while (body && !over) {
      const { done, value } = await body.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      events.feed(value);
    }
    if (over) void body?.cancel().catch(() => undefined);
    return { over, retry: events.retry() };
  } catch (error) {
    if (signal.aborted || error instanceof ApiError) throw error;
    // It broke off in the middle: the service ended, or the way to it.
    throw silence.signal.aborted ? new ApiError(0, "silent", "Nothing came for a while.") : away();
  } finally {
    clearTimeout(timer);
  }
}

/** Waits, but no longer than somebody wants it. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", done);
  });
}
