// Lists that are fetched page by page, as far as somebody wants to see them.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { onChange } from "../api/changes";
import { address, type ApiError, following, get, type Query } from "../api/client";
import type { Page } from "../api/types";
import { asApiError } from "../api/use";

const MOST_AT_ONCE = 100;

interface Had<T> {
  key: string;
  items: T[];
  next: string | null;
}

export interface Fetched<T> {
  /** Null before the first answer to any question. While another is asked, what was there before. */
  items: T[] | null;
  /** Whether there is more than was fetched. */
  more: boolean;
  /** Whether `items` answer what is asked now. */
  fresh: boolean;
  loading: boolean;
  error: ApiError | null;
  again: () => void;
}

/**
 * At least `want` rows where there are as many. More of the same question goes on where it stopped;
 * another question, or a change of the graph, begins anew.
 */
export function useRows<T>(path: string, query: Query, want: number): Fetched<T> {
  const key = address(path, query);
  const had = useRef<Had<T> | null>(null);
  const [, setTold] = useState(0);
  const [error, setError] = useState<ApiError | null>(null);
  const [loading, setLoading] = useState(true);
  const [turn, setTurn] = useState(0);
  const stale = useRef(false);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  useEffect(
    () =>
      onChange(() => {
        stale.current = true;
        again();
      }),
    [again],
  );
  useEffect(() => {
    const controller = new AbortController();
    const fresh = had.current?.key === key && !stale.current;
    if (fresh && enough(had.current as Had<T>, want)) {
      setLoading(false);
      return;
    }
    setLoading(true);
    setError(null);
    const first = address(path, { ...query, limit: Math.min(want, MOST_AT_ONCE) });
    fill(fresh ? (had.current as Had<T>) : { key, items: [], next: first }, want, controller.signal)
      .then((filled) => {
        if (controller.signal.aborted) return;
        stale.current = false;
        had.current = filled;
        setLoading(false);
        setTold((one) => one + 1);
      })
      .catch((failed: unknown) => {
        if (controller.signal.aborted) return;
        if (!fresh) had.current = null;
        setLoading(false);
        setError(asApiError(failed));
      });
    return () => controller.abort();
  }, [key, want, turn]);
  return {
    items: had.current?.items ?? null,
    more: had.current !== null && had.current.next !== null,
    fresh: had.current?.key === key,
    loading,
    error,
    again,
  };
}

const enough = <T>(had: Had<T>, want: number): boolean => had.next === null || had.items.length >= want;

async function fill<T>(from: Had<T>, want: number, signal: AbortSignal): Promise<Had<T>> {
  let filled = from;
  while (!enough(filled, want)) {
    const page: Page<T> = await get<Page<T>>(following(filled.next as string), {}, signal);
    filled = { key: from.key, items: [...filled.items, ...page.items], next: page.next };
  }
  return filled;
}
