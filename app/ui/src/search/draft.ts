import { useEffect, useRef, useState } from "preact/hooks";

import { go, NO_FILTERS, type Filters } from "../state/address";

const WAIT_MS = 500;

/** Change filters: what was asked in words is then no longer what is shown. */
export const narrow = (filters: Partial<Filters>, replace = false): void => go({ q: null, filters }, { replace });

export interface Draft {
  shown: string;
  typed: (value: string) => void;
  /** What was typed counts now. */
  settle: () => void;
}

/**
 * What is typed into a field of a filter. It counts shortly after the last key; what is typed on without leaving
 * the field is one step for the back button. `ready` tells a value from a half-typed one.
 */
export function useDraft(
  name: keyof Filters,
  value: string,
  ready: (given: string) => boolean = () => true,
  meant: (given: string) => unknown = (given) => given,
): Draft {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const typing = useRef(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  function count(given: string) {
    clearTimeout(timer.current);
    if (!ready(given.trim())) return;
    setDraft(null);
    if (given.trim() === value) return;
    narrow({ [name]: given.trim() ? meant(given.trim()) : NO_FILTERS[name] }, typing.current);
    typing.current = true;
  }
  // The timer's turn comes after the address may have changed.
  const latest = useRef(count);
  latest.current = count;
  return {
    shown: draft ?? value,
    typed: (given) => {
      setDraft(given);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => latest.current(given), WAIT_MS);
    },
    settle: () => {
      if (draft !== null) count(draft);
      setDraft(null);
      typing.current = false;
    },
  };
}
