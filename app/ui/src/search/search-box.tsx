import { useEffect, useRef, useState } from "preact/hooks";

import type { ActorView } from "../api/types";
import { count } from "../shared/words";
import { go, NO_FILTERS, type State } from "../state/address";
import { ActorSaid } from "./actor-said";
import { type Choice, Combobox } from "./combobox";
import { remember } from "./names";
import { ask, filtersOf, looksLikeQuestion } from "./question";
import { actorsLike, useSuggested } from "./suggestions";
import "./search.css";

const AFRESH = { screen: "results", open: null, id: null, at: null } as const;

/** Show articles and quotes with these words, above the meetings. */
export const searchWords = (words: string): void =>
  go({ ...AFRESH, q: null, more: { "search.words": words } });

/** One box for a name, a question, or words of an article. */
export function SearchBox({ state }: { state: State }) {
  const input = useRef<HTMLInputElement>(null);
  const words = state.more["search.words"] ?? null;
  const given = state.q ?? words ?? "";
  const [text, setText] = useState(given);
  const [typing, setTyping] = useState(false);
  const [entered, setEntered] = useState(false);
  const [asking, setAsking] = useState(false);
  const asked = text.trim();
  const found = useSuggested(typing && asked ? asked : null, actorsLike);

  useEffect(() => {
    setText(given);
    setTyping(false);
  }, [given]);
  useEffect(() => focusBySlash(input), []);
  // Enter may come before the suggestions do.
  useEffect(() => {
    if (entered && found.settled) enter();
  }, [entered, found.settled]);

  function leave(shown: string) {
    setText(shown);
    setTyping(false);
    setEntered(false);
  }
  function choose(actor: ActorView) {
    remember(actor);
    leave("");
    go({ ...AFRESH, q: null, filters: { ...NO_FILTERS, actor: actor.id }, more: { "search.words": null } });
  }
  async function askIt() {
    leave(asked);
    setAsking(true);
    // Where it cannot be answered, why not is said beside the meetings.
    const filters = await ask(asked).then((answer) => filtersOf(answer.request), () => NO_FILTERS);
    setAsking(false);
    go({ ...AFRESH, q: asked, filters, more: { "search.words": null } });
  }
  function search() {
    leave(asked);
    searchWords(asked);
  }
  function enter() {
    if (!asked) return;
    if (typing && !found.settled) {
      setEntered(true);
      return;
    }
    setEntered(false);
    const named = found.items.find((one) => [one.name, ...one.aliases].some((name) => like(name, asked)));
    if (named) choose(named);
    else if (looksLikeQuestion(asked)) void askIt();
    else if (found.items[0]) choose(found.items[0]);
    else search();
  }

  const choices: Choice[] = !asked
    ? []
    : [
        ...found.items.map((one) => ({ key: one.id, said: <Suggestion actor={one} />, choose: () => choose(one) })),
        { key: "search", said: <Said what="Search the articles for" text={asked} />, choose: search },
        { key: "ask", said: <Said what="Ask" text={asked} />, choose: () => void askIt() },
      ];
  const nobody = typing && asked && found.settled && !found.items.length && !looksLikeQuestion(asked);
  return (
    <div class="search-box" role="search">
      <Combobox
        label="Search or ask"
        text={text}
        onText={(typed) => {
          setText(typed);
          setTyping(true);
          setEntered(false);
        }}
        choices={choices}
        note={nobody ? "Nobody here goes by that name. Articles may have the words." : null}
        onEnter={enter}
        onEscape={() => setText("")}
        placeholder="A name, or: who did … meet in …?"
        input={input}
      />
      <span role="status" class="asking">
        {asking && (
          <>
            <span class="spinner" aria-hidden="true" /> <span class="hidden-but-said">Reading the question…</span>
          </>
        )}
      </span>
    </div>
  );
}

const like = (name: string, asked: string): boolean => name.localeCompare(asked, undefined, { sensitivity: "base" }) === 0;

function focusBySlash(input: { current: HTMLInputElement | null }): () => void {
  const pressed = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement | null;
    const typing = target?.closest?.("input, textarea, select, dialog, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    input.current?.focus();
    input.current?.select();
  };
  document.addEventListener("keydown", pressed);
  return () => document.removeEventListener("keydown", pressed);
}

function Suggestion({ actor }: { actor: ActorView }) {
  return (
    <span class="suggestion">
      <ActorSaid actor={actor} />
      <span class="faint">{count(actor.meetings, "meeting")}</span>
    </span>
  );
}

function Said({ what, text }: { what: string; text: string }) {
  return (
    <span class="suggestion">
      <span>
        {what}: <bdi title={text}>{text}</bdi>
      </span>
    </span>
  );
}
