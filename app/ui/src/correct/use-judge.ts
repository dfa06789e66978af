import { useState } from "preact/hooks";

import type { ApiError } from "../api/client";
import type { Verdict } from "../api/types";
import { asApiError } from "../api/use";
import { type Entry, judge, withdraw } from "./session";

export type Given = Partial<Verdict> & Pick<Verdict, "verdict">;

export interface Judging {
  /** What was judged; null where it was refused or nobody said who judges. */
  judge: (verdict: Given, why: string, of: string) => Promise<Entry | null>;
  /** Withdraw what stands against the last one that was refused, and give it again. */
  instead: (id: string) => Promise<Entry | null>;
  again: () => Promise<Entry | null>;
  error: ApiError | null;
  busy: boolean;
  forget: () => void;
}

/** Judging with its errors, for one place in the page. */
export function useJudge(): Judging {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const [last, setLast] = useState<[Given, string, string] | null>(null);

  async function attempt(work: () => Promise<Entry | null>): Promise<Entry | null> {
    setBusy(true);
    setError(null);
    try {
      return await work();
    } catch (failed) {
      setError(asApiError(failed));
      return null;
    } finally {
      setBusy(false);
    }
  }

  const repeat = async () => (last ? judge(...last) : null);
  return {
    judge: (...given) => {
      setLast(given);
      return attempt(() => judge(...given));
    },
    instead: (id) =>
      attempt(async () => {
        await withdraw(id);
        return repeat();
      }),
    again: () => attempt(repeat),
    error,
    busy,
    forget: () => setError(null),
  };
}
