// The review queue as it is worked through: what was answered stays where it was, so that one can go back.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { onChange } from "../api/changes";
import type { ApiError } from "../api/client";
import type { ReviewItem, ReviewKind } from "../api/types";
import { asApiError } from "../api/use";
import { pageOf } from "./paging";

const PAGE = 10;
const AHEAD = 3; // the next page is fetched when so many are left
const EMPTY_PAGES = 5; // looked through in one go where no question is found

interface Known {
  items: ReviewItem[];
  /** Null at the end, undefined before the first page. */
  cursor: string | null | undefined;
  loading: boolean;
  error: ApiError | null;
}

const START: Known = { items: [], cursor: undefined, loading: true, error: null };

export interface Queue extends Known {
  /** Of the item looked at; one beyond the last where there is none left. */
  at: number;
  item: ReviewItem | null;
  move: (to: number) => void;
  /** From wherever it is by then: two quick presses are two steps. */
  step: (by: number) => void;
  further: () => void;
}

export function useQueue(kind: ReviewKind): Queue {
  const [known, setKnown] = useState<Known>(START);
  const [at, setAt] = useState(0);
  const turn = useRef<AbortController | null>(null);

  const load = useCallback(
    async (items: ReviewItem[], cursor: string | null) => {
      turn.current?.abort();
      const controller = new AbortController();
      turn.current = controller;
      setKnown((before) => ({ ...before, loading: true, error: null }));
      try {
        const found = await pages(kind, cursor, controller.signal);
        const seen = new Set(items.map((one) => one.id));
        const fresh = found.items.filter((one) => !seen.has(one.id));
        if (!controller.signal.aborted) setKnown({ items: [...items, ...fresh], cursor: found.next, loading: false, error: null });
      } catch (failed) {
        if (!controller.signal.aborted) setKnown((before) => ({ ...before, loading: false, error: asApiError(failed) }));
      }
    },
    [kind],
  );

  useEffect(() => {
    setKnown(START);
    setAt(0);
    void load([], null);
    return () => turn.current?.abort();
  }, [load]);

  const { items, cursor, loading, error } = known;
  const further = useCallback(() => void load(items, cursor ?? null), [load, items, cursor]);
  useEffect(() => {
    if (!loading && !error && cursor && items.length > 0 && at >= items.length - AHEAD) further();
  }, [at, items, cursor, loading, error, further]);
  // Another key may see what this one could not.
  useEffect(() => onChange(() => error && further()), [error, further]);

  const move = useCallback((to: number) => setAt(Math.max(0, Math.min(to, items.length))), [items]);
  const step = useCallback((by: number) => setAt((now) => Math.max(0, Math.min(now + by, items.length))), [items]);
  return { ...known, at, item: items[at] ?? null, move, step, further };
}

/** The next page that has anything. */
async function pages(kind: ReviewKind, cursor: string | null, signal: AbortSignal) {
  let page = await pageOf<ReviewItem>("v1/review", { kind, limit: PAGE }, cursor, signal);
  for (let more = 1; page.items.length === 0 && page.next && more < EMPTY_PAGES; more += 1) {
    page = await pageOf<ReviewItem>("v1/review", { kind, limit: PAGE }, page.next, signal);
  }
  return page;
}
