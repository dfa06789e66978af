import { useCallback, useEffect, useRef, useState } from "preact/hooks";

import { ApiError } from "./client";
import { onChange } from "./changes";

export interface Loaded<T> {
  /** The latest that is there; while something newer is loaded, the one before. */
  data: T | null;
  error: ApiError | null;
  loading: boolean;
  again: () => void;
}

/**
 * What `load` gives, anew whenever `key` changes or the graph was changed from this page.
 * A null key loads nothing. What comes too late is dropped.
 */
export function useLoaded<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ key: string | null; data: T | null; error: ApiError | null; loading: boolean }>({
    key: null,
    data: null,
    error: null,
    loading: key !== null,
  });
  const [turn, setTurn] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const again = useCallback(() => setTurn((one) => one + 1), []);
  useEffect(() => onChange(again), [again]);
  useEffect(() => {
    if (key === null) {
      setState({ key, data: null, error: null, loading: false });
      return;
    }
    const controller = new AbortController();
    setState((before) => ({ ...before, error: null, loading: true }));
    latest
      .current(controller.signal)
      .then((data) => {
        if (!controller.signal.aborted) setState({ key, data, error: null, loading: false });
      })
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        setState({ key, data: null, error: asApiError(error), loading: false });
      });
    return () => controller.abort();
  }, [key, turn]);
  return { data: state.data, error: state.error, loading: state.loading, again };
}

export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  console.error(error);
  return new ApiError(-1, "page_fault", "This page made a mistake. Reload it; what you did is kept in the address.");
}
