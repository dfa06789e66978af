import type { ComponentChildren, Ref } from "preact";
import { useState } from "preact/hooks";

import { Refused } from "./refused";
import type { Judging } from "./use-judge";

export const LONGEST_WHY = 2000;

interface Props {
  label: string;
  /** On the button. */
  words: string;
  judging: Judging;
  give: (why: string) => Promise<void>;
  close: () => void;
  /** The field for why. */
  field?: Ref<HTMLInputElement>;
  children?: ComponentChildren;
}

/** What every judgement's form ends with: a word of why, and done. Escape leaves it. */
export function JudgeForm({ label, words, judging, give, close, field, children }: Props) {
  const [why, setWhy] = useState("");
  return (
    <form
      class="judge-form"
      aria-label={label}
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
      {children}
      <label>
        Why
        <input ref={field} value={why} maxLength={LONGEST_WHY} placeholder="a word, if you like" onInput={(event) => setWhy(event.currentTarget.value)} />
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
