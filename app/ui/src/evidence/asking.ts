// How the evidence asks the service: the filters that fit a request, and lists page by page.

import { useEffect, useRef, useState } from "preact/hooks";

import { type ApiError, following, get, type Query } from "../api/client";
import type { Page } from "../api/types";
import { asApiError, useLoaded } from "../api/use";

export interface Pages<T> {
  items: T[];
  more: (() => void) | null;
  loading: boolean;
  error: ApiError | null;
}

/** A list that begins with `first`, and goes on when asked to. It begins anew with another first page. */
export function usePages<T>(first: Page<T> | null): Pages<T> {
  const [rest, setRest] = useState<{ of: Page<T> | null; items: T[]; next: string | null }>({ of: null, items: [], next: null });
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    setError(null);
    setLoading(false);
    return () => asking.current?.abort();
  }, [first]);
  const fresh = rest.of === first;
  const next = fresh ? rest.next : (first?.next ?? null);
  const items = [...(first?.items ?? []), ...(fresh ? rest.items : [])];

  async function more() {
    if (next === null) return;
    asking.current?.abort();
    const { signal } = (asking.current = new AbortController());
    setLoading(true);
    setError(null);
    try {
      const page = await get<Page<T>>(following(next), {}, signal);
      if (signal.aborted) return;
      setRest((before) => ({ of: first, items: [...(before.of === first ? before.items : []), ...page.items], next: page.next }));
    } catch (failed) {
      if (!signal.aborted) setError(asApiError(failed));
    } finally {
      if (!signal.aborted) setLoading(false);
    }
  }

  return { items, more: next === null ? null : () => void more(), loading, error };
}

/** What the service answers to one request, anew when the graph changes. A null path asks nothing. */
export function useAnswer<T>(path: string | null, query: Query = {}) {
  const key = path === null ? null : JSON.stringify([path, query]);
  return useLoaded<T>(key, (signal) => get<T>(path as string, query, signal));
}
