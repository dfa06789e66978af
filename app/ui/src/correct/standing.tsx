import { useState } from "preact/hooks";

import type { ApiError } from "../api/client";
import type { Judgement } from "../api/types";
import { asApiError } from "../api/use";
import { Failure } from "../shared/parts";
import { Said } from "./refused";
import { withdraw } from "./session";
import { rulingOf } from "./words";

/** A judgement that stands, with a way to take it out. */
export function Standing({ one }: { one: Judgement }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);

  async function takeOut() {
    setBusy(true);
    setError(null);
    try {
      await withdraw(one.id);
    } catch (failed) {
      setError(asApiError(failed));
    } finally {
      setBusy(false);
    }
  }

  return (
    <span class="standing">
      <span class="judged-mark" aria-hidden="true">
        ✓
      </span>{" "}
      <span class="hidden-but-said">Judged. </span>
      <Said one={one} />{" "}
      <button type="button" class="small" disabled={busy} aria-label={`Withdraw: ${rulingOf(one)}`} onClick={() => void takeOut()}>
        Withdraw
      </button>
      {error && <Failure error={error} again={() => void takeOut()} />}
    </span>
  );
}
