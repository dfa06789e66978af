import { useEffect, useRef, useState } from "preact/hooks";

import { Refused } from "./refused";
import { LONGEST_WHY } from "./report-form";
import type { Judging } from "./use-judge";

interface Props {
  words: string;
  judging: Judging;
  give: (why: string) => Promise<void>;
  close: () => void;
}

/** A word of why, and done. */
export function WhyForm({ words, judging, give, close }: Props) {
  const [why, setWhy] = useState("");
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <form
      class="judge-form"
      aria-label={words}
      onSubmit={(event) => {
        event.preventDefault();
        void give(why);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <label>
        Why
        <input ref={first} value={why} maxLength={LONGEST_WHY} placeholder="a word, if you like" onInput={(event) => setWhy(event.currentTarget.value)} />
      </label>
      <span class="row">
        <button class="primary" disabled={judging.busy}>
          {judging.busy ? "Judging…" : words}
        </button>
        <button type="button" onClick={close}>
          Cancel
        </button>
      </span>
      <Refused judging={judging} />
    </form>
  );
}
