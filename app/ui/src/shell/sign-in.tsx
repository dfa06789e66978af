import { useEffect, useRef, useState } from "preact/hooks";

import { changed } from "../api/changes";
import { ApiError, apiKey, get } from "../api/client";
import { onTrouble } from "../api/trouble";
import { asApiError } from "../api/use";

const ASKED = "chancery-sign-in";

/** Ask for a key, from wherever one turned out to be needed. */
export const signIn = (): void => {
  dispatchEvent(new Event(ASKED));
};

/** The dialog that takes an API key. It stays in this tab, and is tried before it is kept. Where a key is needed it comes by itself, once. */
export function SignIn() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [trying, setTrying] = useState(false);
  const refused = useRef<string | null>();
  useEffect(
    () =>
      onTrouble("locked", () => {
        if (dialog.current?.open || refused.current === apiKey.get()) return;
        refused.current = apiKey.get();
        signIn();
      }),
    [],
  );
  useEffect(() => {
    const open = () => {
      setError(null);
      if (!dialog.current?.open) dialog.current?.showModal();
    };
    addEventListener(ASKED, open);
    return () => removeEventListener(ASKED, open);
  }, []);

  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const before = apiKey.get();
    const given = String(new FormData(event.target as HTMLFormElement).get("key") ?? "").trim();
    setTrying(true);
    try {
      apiKey.set(given);
      await get("v1/stats");
      dialog.current?.close();
      changed();
    } catch (failed) {
      if (before) apiKey.set(before);
      else apiKey.clear();
      setError(asApiError(failed));
    } finally {
      setTrying(false);
    }
  }

  return (
    <dialog ref={dialog} class="sign-in" aria-labelledby="sign-in-title">
      <form onSubmit={submit}>
        <h2 id="sign-in-title">Sign in</h2>
        <p>
          This service asks for an API key. Whoever runs it makes one with <code>chancery keys create</code>. It is kept until this
          tab is closed.
        </p>
        <label>
          API key
          <br />
          <input name="key" type="password" autocomplete="off" required spellcheck={false} placeholder="chy_…" />
        </label>
        {error && (
          <p role="alert" class="failure">
            <bdi>{error.message}</bdi>
          </p>
        )}
        <div class="row">
          <button class="primary" disabled={trying}>
            {trying ? "Trying…" : "Sign in"}
          </button>
          <button type="button" onClick={() => dialog.current?.close()}>
            Close
          </button>
          {apiKey.get() && (
            <button
              type="button"
              onClick={() => {
                apiKey.clear();
                refused.current = null; // who signs out is not asked to sign in
                dialog.current?.close();
                changed();
              }}
            >
              Sign out
            </button>
          )}
        </div>
      </form>
    </dialog>
  );
}
