import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";

import type { ActorView, PlaceNamed, SourceTally } from "../api/types";
import { count, where } from "../shared/words";
import type { Filters, NAMES } from "../state/address";
import { ActorSaid } from "./actor-said";
import { Combobox } from "./combobox";
import { narrow, useDraft } from "./draft";
import { remember, useNamed } from "./names";
import { placesLike, sourcesLike, useSuggested } from "./suggestions";

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

/** Who published; before anything is typed, those with most articles. */
export const SourceField = (props: Field<"source">) => (
  <SuggestedField<SourceTally>
    {...props}
    like={sourcesLike}
    choice={(one) => ({ key: one.name, value: one.name, words: one.name, many: count(one.articles, "article") })}
    none="No source here has that name."
  />
);

/** A name of several places means them all. */
export const PlaceField = (props: Field<"place">) => (
  <SuggestedField<PlaceNamed>
    {...props}
    like={placesLike}
    choice={({ place, meetings }) => ({
      key: `${place.name}|${place.country}|${place.kind}`,
      value: place.name,
      words: where(place) ?? place.name,
      many: count(meetings, "meeting"),
    })}
    none="No meeting here was at a place of that name. The name or the code of a country means all places in it."
  />
);

interface Suggesting<T> extends Field<"source" | "place"> {
  like: (q: string, signal: AbortSignal) => Promise<T[]>;
  choice: (one: T) => { key: string; value: string; words: string; many: string };
  none: string;
}

/** A name with suggestions; what is typed and not chosen is taken as it is. */
function SuggestedField<T>({ name, label, value, wrong, like, choice, none }: Suggesting<T>) {
  const [typed, setTyped] = useState<string | null>(null);
  const found = useSuggested<T>(typed, like);
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
      choices={found.items.map((one) => {
        const { key, value: chosen, words, many } = choice(one);
        return {
          key,
          said: (
            <span class="suggestion">
              <bdi title={words}>{words}</bdi> <span class="faint">{many}</span>
            </span>
          ),
          choose: () => settle(chosen),
        };
      })}
      note={typed?.trim() && found.settled && !found.items.length ? none : null}
      onEnter={() => settle(typed?.trim() ?? null)}
      onLeave={() => settle(typed?.trim() ?? null)}
      onEscape={() => setTyped(null)}
    />
  );
}

interface OfDay extends Omit<Field<"from" | "to" | "as_of">, "value"> {
  /** What the field shows of a value that it cannot hold, as a year alone in a field for a day. */
  seen: string;
  help?: string;
}

export function DayField({ name, label, wrong = null, seen, help }: OfDay) {
  const id = useId();
  // While a year is typed, the browser gives the years 2, 20 and 202.
  const draft = useDraft(name, seen, (given) => !given || given >= "1000");
  return (
    <div class="filter-field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        max="9999-12-31"
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
