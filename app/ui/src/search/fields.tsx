import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

import type { ActorView, SourceTally } from "../api/types";
import { count } from "../shared/words";
import type { Filters, NAMES } from "../state/address";
import { ActorSaid } from "./actor-said";
import { Combobox } from "./combobox";
import { narrow, useDraft } from "./draft";
import { remember, useNamed } from "./names";
import { sourcesLike, useSuggested } from "./suggestions";

interface Field<Name extends keyof Filters> {
  name: Name;
  label: string;
  value: Filters[Name];
  wrong?: string | null;
}

/** Someone by name, with suggestions. What is typed and not chosen is taken as it is: the service knows many names. */
export function ActorField({ name, label, value, wrong, like }: Field<(typeof NAMES)[number]> & { like: (q: string, signal: AbortSignal) => Promise<ActorView[]> }) {
  const named = useNamed(value);
  const [typed, setTyped] = useState<string | null>(null);
  const found = useSuggested(typed, like);
  function settle(given: string | null) {
    setTyped(null);
    if (given !== null && given !== (value ?? "")) narrow({ [name]: given || null });
  }
  return (
    <Combobox
      label={label}
      labelled
      wrong={wrong}
      text={typed ?? named.data?.name ?? value ?? ""}
      onText={setTyped}
      choices={found.items.map((one) => ({
        key: one.id,
        said: <ActorSaid actor={one} />,
        choose: () => {
          remember(one);
          // A side is known by its code, as meetings are.
          settle(name === "party" ? one.party : one.id);
        },
      }))}
      note={typed?.trim() && found.settled && !found.items.length ? "Nobody here goes by that name." : null}
      onEnter={() => settle(typed?.trim() ?? null)}
      onLeave={() => settle(typed?.trim() ?? null)}
      onEscape={() => setTyped(null)}
    />
  );
}

/** Who published, with suggestions; before anything is typed, those with most articles. */
export function SourceField({ name, label, value, wrong }: Field<"source">) {
  const [typed, setTyped] = useState<string | null>(null);
  const found = useSuggested<SourceTally>(typed, sourcesLike);
  function settle(given: string | null) {
    setTyped(null);
    if (given !== null && given !== (value ?? "")) narrow({ [name]: given || null });
  }
  return (
    <Combobox
      label={label}
      labelled
      wrong={wrong}
      text={typed ?? value ?? ""}
      onText={setTyped}
      onFocus={() => value || setTyped("")}
      choices={found.items.map((one) => ({
        key: one.name,
        said: (
          <span class="suggestion">
            <bdi title={one.name}>{one.name}</bdi> <span class="faint">{count(one.articles, "article")}</span>
          </span>
        ),
        choose: () => settle(one.name),
      }))}
      note={typed?.trim() && found.settled && !found.items.length ? "No source here has that name." : null}
      onEnter={() => settle(typed?.trim() ?? null)}
      onLeave={() => settle(typed?.trim() ?? null)}
      onEscape={() => setTyped(null)}
    />
  );
}

interface Typed extends Field<"place" | "from" | "to" | "as_of"> {
  type?: "text" | "date";
  /** What the field shows of a value that it cannot hold, as a year alone in a field for a day. */
  seen?: string;
  help?: string;
}

export function TypedField({ name, label, value, wrong = null, type = "text", seen, help }: Typed) {
  const id = useId();
  // While a year is typed, the browser gives the years 2, 20 and 202.
  const draft = useDraft(name, seen ?? value ?? "", (given) => type === "text" || !given || given >= "1000");
  return (
    <div class="filter-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type={type}
        maxLength={300}
        max={type === "date" ? "9999-12-31" : undefined}
        value={draft.shown}
        // A day that is typed in part reads as none.
        onInput={(event) => event.currentTarget.validity.badInput || draft.typed(event.currentTarget.value)}
        onBlur={draft.settle}
        onKeyDown={(event) => event.key === "Enter" && draft.settle()}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={[help && `${id}-help`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined}
      />
      {help && (
        <p id={`${id}-help`} class="faint help">
          {help}
        </p>
      )}
      {wrong && <Wrong id={`${id}-wrong`}>{wrong}</Wrong>}
    </div>
  );
}

/** One of a few values, or any. */
export function ChoiceField<Name extends "channel" | "level">({ name, label, value, wrong, words }: Field<Name> & { words: Record<string, string> }) {
  const id = useId();
  return (
    <div class="filter-field">
      <label for={id}>{label}</label>
      <select id={id} value={value ?? ""} aria-invalid={wrong ? true : undefined} aria-describedby={wrong ? `${id}-wrong` : undefined} onChange={(event) => narrow({ [name]: event.currentTarget.value || null })}>
        <option value="">Any</option>
        {Object.entries(words).map(([one, said]) => (
          <option key={one} value={one}>
            {said}
          </option>
        ))}
      </select>
      {wrong && <Wrong id={`${id}-wrong`}>{wrong}</Wrong>}
    </div>
  );
}

function Wrong({ id, children }: { id: string; children: ComponentChildren }) {
  return (
    <p id={id} class="wrong">
      <bdi>{children}</bdi>
    </p>
  );
}
