import { useEffect, useRef, useState } from "preact/hooks";

import { changed } from "../api/changes";
import { ApiError } from "../api/client";
import { sendLines } from "../api/upload";
import { asApiError } from "../api/use";
import { count, number } from "../shared/words";
import { go } from "../state/address";
import { type Choice, joined, KINDS, NOTHING, ofDrop, ofInput } from "./files";
import { Field, Refused } from "./form";
import { asLines } from "./lines";
import { remember } from "./sent";

const MOST_NAMED = 8;
const STOPPED = new ApiError(-1, "stopped", "Stopped.");

type Stage = { words: string; share: number | null };

/** Files, chosen or dropped, as one load. */
export function FilesWay() {
  const [choice, setChoice] = useState<Choice>(NOTHING);
  const [known, setKnown] = useState({ published: "", source: "" });
  const [over, setOver] = useState(false);
  const [stage, setStage] = useState<Stage | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const sending = useRef<AbortController | null>(null);
  const put = (name: keyof typeof known) => (value: string) => setKnown((before) => ({ ...before, [name]: value }));
  const [unread, setUnread] = useState(false);
  const add = (came: { path: string; file: File }[]) => {
    setUnread(false);
    setChoice((before) => joined(before, came));
  };
  const { files, passed } = choice;
  const total = files.reduce((sum, one) => sum + one.file.size, 0);

  // A file that is dropped beside the zone would take the place of the page.
  useEffect(() => {
    const ignore = (event: DragEvent) => event.preventDefault();
    addEventListener("dragover", ignore);
    addEventListener("drop", ignore);
    return () => {
      removeEventListener("dragover", ignore);
      removeEventListener("drop", ignore);
    };
  }, []);
  useEffect(() => {
    if (!stage) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [stage !== null]);

  async function bring() {
    const controller = new AbortController();
    const { signal } = controller;
    sending.current = controller;
    setError(null);
    try {
      const step = (done: number) => setStage({ words: `Reading ${number(done)} of ${number(files.length)}`, share: done / files.length });
      step(0);
      const { body, ranges, unread } = await asLines(files, known, step, signal);
      setStage({ words: "Sending", share: 0 });
      const sent = { ranges, unread, refused: [] };
      const { job, refused } = await sendLines(body, {
        progress: (share) => setStage({ words: share < 1 ? "Sending" : "Being kept by the service", share: share < 1 ? share : null }),
        began: (id) => remember(id, sent),
        signal,
      });
      remember(job, { ...sent, refused });
      go({ more: { "bring.job": job } });
      changed();
    } catch (failed) {
      setError(signal.aborted ? STOPPED : asApiError(failed));
    } finally {
      setStage(null);
    }
  }

  return (
    <form
      class="bring-form"
      onSubmit={(event) => {
        event.preventDefault();
        void bring();
      }}
    >
      <div
        class={over ? "drop drop-over" : "drop"}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          if (event.dataTransfer && !stage) ofDrop(event.dataTransfer).then(add, () => setUnread(true));
        }}
      >
        <p>Drop files or folders here, or choose them.</p>
        <div class="row">
          <Picker words="Choose files" disabled={stage !== null} picked={add} />
          <Picker words="Choose a folder" disabled={stage !== null} picked={add} folder />
        </div>
        <p class="faint">.txt and .html are an article each; .jsonl holds one article a line, in the form that the API takes.</p>
      </div>
      {unread && <p role="alert">The browser cannot read what was dropped. Was it moved, or is it closed to you?</p>}
      <div role="status">
        {files.length > 0 && (
          <p>
            <strong>{count(files.length, "file")}</strong>, {size(total)}:{" "}
            <bdi>
              {files
                .slice(0, MOST_NAMED)
                .map((one) => one.path)
                .join(", ")}
            </bdi>
            {files.length > MOST_NAMED && ` and ${number(files.length - MOST_NAMED)} more`}
          </p>
        )}
        {passed.length > 0 && (
          <p class="faint">
            Passed over, as they are of another kind: {number(passed.length)} (<bdi>{passed.slice(0, MOST_NAMED).join(", ")}</bdi>
            {passed.length > MOST_NAMED && "…"})
          </p>
        )}
      </div>
      <Field name="source" words="Source" hint="Of the .txt and .html files; lines of .jsonl say their own." value={known.source} put={put("source")} />
      <Field
        name="published"
        type="date"
        words="Day of publication"
        hint="Of the .txt and .html files. “On Tuesday” is counted from it."
        value={known.published}
        put={put("published")}
      />
      <div class="row">
        <button class="primary" disabled={!files.length || stage !== null}>
          Bring in{files.length > 0 && ` ${count(files.length, "file")}`}
        </button>
        {choice !== NOTHING && !stage && (
          <button type="button" onClick={() => setChoice(NOTHING)}>
            Take none of them
          </button>
        )}
        {stage && (
          <button type="button" onClick={() => sending.current?.abort()}>
            Stop
          </button>
        )}
      </div>
      {stage && (
        <label class="stage">
          {stage.words}… <progress value={stage.share ?? undefined} max={1} />
        </label>
      )}
      {error && (
        <>
          {error === STOPPED ? <p role="status">Stopped.</p> : <Refused error={error} again={() => void bring()} />}
          <p class="faint">
            The files stay chosen. What the service kept by then is read all the same, see the latest loads; the same article again
            changes nothing.
          </p>
        </>
      )}
    </form>
  );
}

function Picker(props: { words: string; folder?: boolean; disabled: boolean; picked: (came: { path: string; file: File }[]) => void }) {
  return (
    <label class="picker">
      {props.words}
      <input
        class="hidden-but-said"
        type="file"
        multiple
        disabled={props.disabled}
        accept={props.folder ? undefined : KINDS.join(",")}
        {...(props.folder ? { webkitdirectory: true } : {})}
        onChange={(event) => {
          props.picked(ofInput(event.currentTarget));
          event.currentTarget.value = ""; // the same files may be chosen again
        }}
      />
    </label>
  );
}

/** "3.2 MB", in the reader's way of writing numbers. */
function size(bytes: number): string {
  const [value, unit] = bytes >= 1e6 ? [bytes / 1e6, "megabyte"] : [bytes / 1e3, "kilobyte"];
  return new Intl.NumberFormat(undefined, { style: "unit", unit, maximumFractionDigits: 1 }).format(value);
}
