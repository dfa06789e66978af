import { useEffect, useRef } from "preact/hooks";

import { answerWho, LONGEST_NAME, onAsked, who } from "./who";

/** Asks who judges, the first time and when somebody wants to change it. */
export function WhoJudges() {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useRef<HTMLInputElement>(null);
  useEffect(
    () =>
      onAsked(() => {
        if (name.current) name.current.value = who.get() ?? "";
        if (!dialog.current?.open) dialog.current?.showModal();
        name.current?.focus();
      }),
    [],
  );
  return (
    <dialog ref={dialog} class="sign-in" aria-labelledby="who-judges-title" onClose={() => answerWho(null)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          answerWho(name.current?.value.trim() || null);
          dialog.current?.close();
        }}
      >
        <h2 id="who-judges-title">Who judges?</h2>
        <p>Each judgement says who gave it. Your name is asked once and kept in this browser.</p>
        <label>
          Your name
          <br />
          <input ref={name} name="by" required pattern=".*\S.*" maxLength={LONGEST_NAME} autocomplete="name" />
        </label>
        <div class="row">
          <button class="primary">Use this name</button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Cancel
          </button>
        </div>
      </form>
    </dialog>
  );
}
