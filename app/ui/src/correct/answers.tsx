import { useEffect, useRef } from "preact/hooks";

import type { ReviewItem } from "../api/types";
import { statusWords } from "./item";

interface Props {
  item: ReviewItem;
  keys: boolean;
  busy: boolean;
  choosing: boolean;
  canUndo: boolean;
  canOpen: boolean;
  canBack: boolean;
  yes: () => void;
  no: (value?: string) => void;
  choose: (on: boolean) => void;
  skip: () => void;
  back: () => void;
  undo: () => void;
  open: () => void;
}

/** The keys as they are shown on a button. */
function Key({ keys, on }: { keys: string; on: boolean }) {
  return on ? <kbd aria-hidden="true">{keys}</kbd> : null;
}

/** Yes, no and all else that one can do about an item. */
export function Answers(all: Props) {
  const { item, keys, busy, choosing } = all;
  if (choosing) return <Instead {...all} />;
  return (
    <div class="answers">
      <button type="button" class="primary" disabled={busy} aria-keyshortcuts={keys ? "Y 1" : undefined} onClick={all.yes}>
        Yes <Key keys="Y" on={keys} />
      </button>
      <button type="button" class="primary" disabled={busy} aria-keyshortcuts={keys ? "N 2" : undefined} onClick={() => (item.choices.length ? all.choose(true) : all.no())}>
        No{item.choices.length > 0 && "…"} <Key keys="N" on={keys} />
      </button>
      <button type="button" aria-keyshortcuts={keys ? "S ArrowRight" : undefined} onClick={all.skip}>
        Skip <Key keys="S" on={keys} />
      </button>
      <button type="button" disabled={!all.canBack} aria-keyshortcuts={keys ? "ArrowLeft" : undefined} onClick={all.back}>
        Back <Key keys="←" on={keys} />
      </button>
      <button type="button" disabled={!all.canUndo || busy} aria-keyshortcuts={keys ? "U" : undefined} onClick={all.undo}>
        Undo <Key keys="U" on={keys} />
      </button>
      <button type="button" disabled={!all.canOpen} aria-keyshortcuts={keys ? "O" : undefined} onClick={all.open}>
        Evidence <Key keys="O" on={keys} />
      </button>
    </div>
  );
}

/** What it is, where no alone does not say it. */
function Instead({ item, keys, busy, no, choose }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div class="answers" role="group" aria-label="What is it, then?">
      <span>No: it is</span>
      {item.choices.map((value, at) => (
        <button key={value} ref={at === 0 ? first : undefined} type="button" disabled={busy} aria-keyshortcuts={keys ? String(at + 1) : undefined} onClick={() => no(value)}>
          {statusWords(value)} <Key keys={String(at + 1)} on={keys} />
        </button>
      ))}
      <button type="button" aria-keyshortcuts={keys ? "Escape" : undefined} onClick={() => choose(false)}>
        Cancel <Key keys="Esc" on={keys} />
      </button>
    </div>
  );
}
