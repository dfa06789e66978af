import { useId, useState } from "preact/hooks";

import { type ApiError, get } from "../api/client";
import type { MeetingView, Page, Status } from "../api/types";
import { useLoaded } from "../api/use";
import { CHANNEL, LEVEL, number, STATUS } from "../shared/words";
import { asked, type Filters as Asked, NAMES, type State, STATUSES } from "../state/address";
import { narrow, useDraft } from "./draft";
import { ActorField, ChoiceField, DayField, PlaceField, SourceField } from "./fields";
import { activeOf } from "./question";
import { actorsLike, partiesLike } from "./suggestions";
import "./filters.css";

/** Which meetings are meant. What is set here is at once in the address. */
export function Filters({ state }: { state: State }) {
  const [open, setOpen] = useState(false);
  const active = activeOf(state.filters).length;
  return (
    <details class="filters no-print" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Filters{active > 0 && ` (${number(active)})`}</summary>
      {open && <Panel filters={state.filters} />}
    </details>
  );
}

function Panel({ filters }: { filters: Asked }) {
  const wrong = useWrong(filters);
  return (
    <div class="fields">
      <ActorField name="actor" label="Who" value={filters.actor} wrong={wrong.actor} like={actorsLike} />
      <ActorField name="with" label="With" value={filters.with} wrong={wrong.with} like={actorsLike} />
      <ActorField name="party" label="Side (country or organization)" value={filters.party} wrong={wrong.party} like={partiesLike} />
      <ActorField name="host" label="Host" value={filters.host} wrong={wrong.host} like={actorsLike} />
      <PlaceField name="place" label="Place" value={filters.place} wrong={wrong.place} />
      <DayField name="from" label="From" seen={wholeDay(filters.from, "first")} wrong={wrong.from} />
      <DayField name="to" label="To" seen={wholeDay(filters.to, "last")} wrong={wrong.to} />
      <ChoiceField name="channel" label="Channel" value={filters.channel} words={CHANNEL} wrong={wrong.channel} />
      <ChoiceField name="level" label="Level" value={filters.level} words={LEVEL} wrong={wrong.level} />
      <SourceField name="source" label="Source" value={filters.source} wrong={wrong.source} />
      <DayField
        name="as_of"
        label="As of"
        seen={wholeDay(filters.as_of, "last")}
        wrong={wrong.as_of}
        help="As the articles published up to that day tell it."
      />
      <Confidence value={filters.confidence} />
      <Statuses value={filters.status} wrong={wrong.status} />
      <Inferred value={filters.inferred} />
    </div>
  );
}

function Inferred({ value }: { value: boolean }) {
  const id = useId();
  return (
    <div class="whole-row">
      <label class="check">
        <input type="checkbox" checked={value} aria-describedby={id} onChange={(event) => narrow({ inferred: event.currentTarget.checked })} />
        People inferred from their office
      </label>
      <p id={id} class="faint help">
        Where an article names only “the foreign minister”, show who held the office then by other articles. Without it, the
        office is shown.
      </p>
    </div>
  );
}

function Statuses({ value, wrong }: { value: Status[]; wrong: string | undefined }) {
  const id = useId();
  return (
    <fieldset class="whole-row" aria-describedby={wrong ? `${id}-wrong` : undefined}>
      <legend>
        Status <span class="faint">any, where none is chosen</span>
      </legend>
      <div class="row">
        {STATUSES.map((one) => (
          <label key={one} class="check">
            <input
              type="checkbox"
              checked={value.includes(one)}
              onChange={(event) => {
                const on = event.currentTarget.checked;
                narrow({ status: STATUSES.filter((other) => (other === one ? on : value.includes(other))) });
              }}
            />
            {STATUS[one]}
          </label>
        ))}
      </div>
      {wrong && (
        <p id={`${id}-wrong`} class="wrong">
          <bdi>{wrong}</bdi>
        </p>
      )}
    </fieldset>
  );
}

/** In percent, as sureness is written everywhere else. */
function Confidence({ value }: { value: number | null }) {
  const id = useId();
  const whole = Math.round((value ?? 0) * 100);
  const draft = useDraft("confidence", String(whole), (given) => given === "" || (Number(given) >= 0 && Number(given) <= 100), fromPercent);
  return (
    <div class="filter-field" role="group" aria-labelledby={`${id}-label`}>
      <span id={`${id}-label`}>Sure by at least, in percent</span>
      <div class="pair">
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={draft.shown}
          aria-label="Sure by at least, in percent, slider"
          aria-describedby={`${id}-help`}
          onInput={(event) => draft.typed(event.currentTarget.value)}
          onBlur={draft.settle}
        />
        <input
          type="number"
          min={0}
          max={100}
          value={draft.shown}
          aria-label="Sure by at least, in percent"
          onInput={(event) => event.currentTarget.validity.badInput || draft.typed(event.currentTarget.value)}
          onBlur={draft.settle}
          onKeyDown={(event) => event.key === "Enter" && draft.settle()}
        />
      </div>
      <p id={`${id}-help`} class="faint help">
        How surely at least one report of the meeting was read.
      </p>
    </div>
  );
}

const fromPercent = (given: string): number | null => Number(given) / 100 || null;

/** "2023" as its first or last day, for a field that takes days alone. */
function wholeDay(given: string | null, end: "first" | "last"): string {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(given ?? "") ?? [];
  if (!year) return "";
  if (day) return given as string;
  if (end === "first") return `${year}-${month ?? "01"}-01`;
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0));
  return last.toISOString().slice(0, 10);
}

type Wrong = Partial<Record<keyof Asked, string>>;

/** What the service has against the filters, by field. It is asked for one meeting: the views ask for the rest. */
function useWrong(filters: Asked): Wrong {
  const key = activeOf(filters).length ? JSON.stringify(filters) : null;
  const { error } = useLoaded(key, (signal) => get<Page<MeetingView>>("v1/meetings", { ...asked(filters), limit: 1 }, signal));
  return error ? wrongOf(error, filters) : {};
}

function wrongOf(error: ApiError, filters: Asked): Wrong {
  const found: Wrong = {};
  for (const one of error.problem?.errors ?? []) found[one.where.replace(/^query\./, "") as keyof Asked] = one.message;
  if (error.status === 404 || error.status === 409) {
    const meant = NAMES.find((name) => filters[name] && error.message.includes(filters[name]));
    if (meant) found[meant] = error.status === 404 ? "Nobody here goes by that name." : "Several go by that name: choose above.";
  }
  return found;
}
