import { useEffect, useRef } from "preact/hooks";

import { Empty } from "../shared/parts";
import { go, MOVED, read, type State } from "../state/address";
import { ActorCard } from "./actor";
import "./evidence.css";
import { MeetingEvidence } from "./meeting";
import { PairEvidence } from "./pair";

// The pane is made anew for each thing it shows; where the reader came from outlives that.
let arrivedWith = read(location.search).open;
let origin: { focused: Element | null; scrolled: number; screen: string; id: string | null } | null = null;

/** Before anything is drawn: on a narrow screen the pane takes the place of what had the focus. */
function remember(): void {
  if (document.querySelector(".pane")) return;
  const { screen, id } = read(location.search);
  origin = { focused: document.activeElement, scrolled: window.scrollY, screen, id };
}
addEventListener(MOVED, remember);
addEventListener("popstate", remember);

/** The evidence of what was chosen, beside the view; on a narrow screen in its place. */
export function Pane({ state, open }: { state: State; open: string }) {
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const own = pane.current as HTMLElement;
    // A link that was sent opens with the page; the focus is moved only by whoever is here.
    if (arrivedWith === open) arrivedWith = null;
    else enter(own);
    document.addEventListener("keydown", closeByKey);
    return () => {
      document.removeEventListener("keydown", closeByKey);
      requestAnimationFrame(leave);
    };
  }, []);
  const colon = open.indexOf(":");
  const kind = open.slice(0, colon);
  const id = open.slice(colon + 1);
  return (
    <aside class="pane evidence" aria-label="Evidence" ref={pane} tabIndex={-1}>
      <div class="pane-head">
        <button type="button" class="back" onClick={close}>
          ← Back
        </button>
        <button type="button" class="close" onClick={close} title="Close (Escape)">
          <span aria-hidden="true">✕</span> Close
          <span class="hidden-but-said"> the evidence</span>
        </button>
      </div>
      {kind === "meeting" && <MeetingEvidence state={state} id={id} />}
      {kind === "pair" && <PairEvidence state={state} ids={id} />}
      {kind === "actor" && <ActorCard state={state} id={id} />}
      {!["meeting", "pair", "actor"].includes(kind) && <Empty title="This address opens nothing that there is evidence of." />}
    </aside>
  );
}

const close = (): void => go({ open: null });

function closeByKey(event: KeyboardEvent): void {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  const at = event.target as Element | null;
  // Escape means something else in a field, in a dialog and in a menu.
  if (at?.closest?.("input, textarea, select, dialog, [role=menu], [role=listbox]")) return;
  event.preventDefault();
  close();
}

function enter(pane: HTMLElement): void {
  const narrow = getComputedStyle(document.getElementById("main") as HTMLElement).display === "none";
  if (narrow) window.scrollTo(0, 0);
  pane.focus({ preventScroll: true });
}

/** Back to where the reader was, unless the pane only shows something else, or the reader went on. */
function leave(): void {
  if (document.querySelector(".pane") || !origin) return;
  const { focused, scrolled, screen, id } = origin;
  origin = null;
  const now = read(location.search);
  const back = now.screen === screen && now.id === id;
  if (back) window.scrollTo(0, scrolled);
  if (document.activeElement !== document.body) return;
  const target = back && focused?.isConnected && focused !== document.body ? focused : document.getElementById("main");
  (target as HTMLElement | null)?.focus({ preventScroll: true });
}
