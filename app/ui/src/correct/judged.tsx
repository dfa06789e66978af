import { useEffect, useRef, useState } from "preact/hooks";

import type { ApiError } from "../api/client";
import { asApiError } from "../api/use";
import { Failure } from "../shared/parts";
import { type Entry, hush, type Toast, undo, useSession } from "./session";
import { WhoJudges } from "./who-judges";
import "./correct.css";

const STAYS = 10_000; // milliseconds, and as long as somebody is at it

/** Says what was just judged, with a way back, wherever in the page it was. */
export function Judged() {
  const { toast } = useSession();
  return (
    <>
      <div class="toasts no-print" role="status" aria-live="polite">
        {toast && <Said toast={toast} />}
      </div>
      <WhoJudges />
    </>
  );
}

function Said({ toast }: { toast: Toast }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const dismiss = useRef<HTMLButtonElement>(null);
  useEffect(() => setError(null), [toast.number]);
  useEffect(() => {
    if (held || error) return;
    const timer = setTimeout(hush, STAYS);
    return () => clearTimeout(timer);
  }, [held, error, toast.number]);

  async function back(entry: Entry) {
    try {
      await undo(entry);
      dismiss.current?.focus(); // the button that was pressed is gone
    } catch (failed) {
      setError(asApiError(failed));
    }
  }

  const { entry } = toast;
  return (
    <div
      ref={box}
      class="toast"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(box.current?.contains(document.activeElement) ?? false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <p>
        <bdi>{toast.words}</bdi>
      </p>
      {entry && (
        <button type="button" onClick={() => void back(entry)}>
          Undo
        </button>
      )}
      <button ref={dismiss} type="button" aria-label="Dismiss this message" onClick={hush}>
        ×
      </button>
      {error && <Failure error={error} />}
    </div>
  );
}
