import { useEffect, useRef, useState } from "preact/hooks";

import { changed } from "../api/changes";
import { onTrouble } from "../api/trouble";
import "./away.css";

const FIRST_LOOK_MS = 1_000;
const LOOK_EVERY_MS = 5_000;
const BACK_SAID_MS = 8_000;

type Standing = "here" | "away" | "back";

/** What is missing, in the service's words; null where it is all there, nothing where nobody answers. */
async function missing(): Promise<string[] | null> {
  try {
    const answer = await fetch("readyz", { cache: "no-store", signal: AbortSignal.timeout(LOOK_EVERY_MS) });
    if (answer.ok) return null;
    const told = (await answer.json()) as { parts: Record<string, { ready: boolean; detail: string }> };
    return Object.values(told.parts).flatMap((part) => (part.ready ? [] : [part.detail]));
  } catch {
    return [];
  }
}

/** Says that the service is away, looks whether it is back, and then has every view load again. */
export function Away() {
  const [standing, setStanding] = useState<Standing>("here");
  const [words, setWords] = useState<string[]>([]);
  const back = useRef(0);
  const look = useRef(() => {});
  useEffect(() => onTrouble("away", () => setStanding("away")), []);
  useEffect(() => {
    if (standing === "here") return;
    if (standing === "back") {
      const timer = setTimeout(() => setStanding("here"), BACK_SAID_MS);
      return () => clearTimeout(timer);
    }
    let timer = 0;
    let gone = false;
    look.current = async () => {
      clearTimeout(timer);
      const wrong = await missing();
      if (gone) return;
      if (wrong) {
        setWords(wrong);
        timer = window.setTimeout(() => look.current(), LOOK_EVERY_MS);
        return;
      }
      back.current = Date.now();
      setWords([]);
      setStanding("back");
      changed();
    };
    // A service that says it is ready and yet fails is not asked for everything again and again at once.
    const wait = Math.max(FIRST_LOOK_MS, back.current + LOOK_EVERY_MS - Date.now());
    timer = window.setTimeout(() => look.current(), wait);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [standing]);
  return (
    <div class="away no-print" role="status">
      {standing === "away" && (
        <p class="away-now">
          <span>
            <strong>The service does not answer.</strong> What you wrote here is kept. This page looks every few seconds whether it is
            back.{" "}
            {words.map((one) => (
              <bdi>{one} </bdi>
            ))}
          </span>
          <button type="button" onClick={() => look.current()}>
            Look now
          </button>
        </p>
      )}
      {standing === "back" && <p class="away-back">The service answers again.</p>}
    </div>
  );
}
