import { useEffect } from "preact/hooks";

import type { Asked, Understood as Part } from "../api/types";
import { useLoaded } from "../api/use";
import { Loading } from "../shared/parts";
import { CHANNEL, count, day, STATUS } from "../shared/words";
import { go, NO_FILTERS, type State } from "../state/address";
import { Active, dayOf } from "./active";
import { type Chip, Chips } from "./chips";
import { Hits } from "./hits";
import { activeOf, ask, filtersOf, forget, same, without } from "./question";
import { Quoted } from "./quoted";
import { Refused } from "./refused";
import "./search.css";

/** How a question was understood and its answer; without a question, which filters there are. */
export function Understood({ state }: { state: State }) {
  const words = state.more["search.words"];
  return (
    <section class="understood" aria-label="What is shown">
      {state.q ? <Question key={state.q} state={state} q={state.q} /> : <Active state={state} title="Filters" />}
      {words && <Hits key={words} state={state} words={words} />}
    </section>
  );
}

function Question({ state, q }: { state: State; q: string }) {
  const asked = useLoaded(q, () => ask(q));
  const means = asked.data ? filtersOf(asked.data.request) : null;
  const fresh = same(state.filters, NO_FILTERS);
  useEffect(() => {
    if (means && fresh) go({ filters: means }, { replace: true });
  }, [asked.data, fresh]);

  if (asked.error) {
    return (
      <>
        <Refused state={state} q={q} error={asked.error} again={() => (forget(q), asked.again())} />
        <Active state={state} title="Filters" />
      </>
    );
  }
  if (!asked.data || !means) return <Loading what="Reading the question" />;
  if (!fresh && !same(state.filters, means)) {
    return (
      <>
        <p class="faint">
          Changed since it was asked: <bdi>{q}</bdi>
        </p>
        <Active state={state} title="Filters" />
      </>
    );
  }
  return <Answer state={state} answer={asked.data} />;
}

function Answer({ state, answer }: { state: State; answer: Asked }) {
  const { total, not_understood: unread } = answer;
  const said = answer.answer.replace(/\b\d{4}-\d\d-\d\d\b/g, day);
  return (
    <>
      <p role="status" class="answer">
        <strong title={said}>
          <bdi>{said}</bdi>
        </strong>{" "}
        <span class="faint">{total.count > 0 && `${count(total.count, "meeting")}${within(total)}`}</span>
      </p>
      <Chips label="How the question was understood" chips={chipsOf(state, answer)}>
        {activeOf(state.filters).length > 1 && (
          <button type="button" onClick={() => go({ q: null, filters: NO_FILTERS })}>
            Clear all
          </button>
        )}
      </Chips>
      {unread.length > 0 && (
        <p class="faint">
          Not used:{" "}
          <Quoted parts={unread} as="unread" />
        </p>
      )}
    </>
  );
}

function within({ first, last }: Asked["total"]): string {
  if (!first || !last) return "";
  return first === last ? `, ${day(first)}` : `, ${day(first)} to ${day(last)}`;
}

/** One for each part of the question: "in 2023" is the first and the last day at once. */
function chipsOf(state: State, answer: Asked): Chip[] {
  const spans = new Map<string, Part[]>();
  for (const part of answer.understood) {
    const key = `${part.start}-${part.end}`;
    spans.set(key, [...(spans.get(key) ?? []), part]);
  }
  return [...spans].map(([key, parts]) => {
    const words = parts[0]?.words ?? "";
    return {
      key,
      words,
      said: (
        <>
          <q>
            <bdi>{words}</bdi>
          </q>{" "}
          <span class="faint">{parts.map((part) => meaning(part, answer)).join(", ")}</span>
        </>
      ),
      remove: () => go({ q: null, filters: without(state.filters, parts.map((part) => part.parameter)) }),
    };
  });
}

const ASKS: Record<string, string> = {
  who: "asks whom",
  when: "asks on which day",
  where: "asks where",
  how_often: "asks how often",
  whether: "asks whether",
  which: "asks which meetings",
  who_hosted: "asks who hosted",
};

function meaning({ parameter, value }: Part, answer: Asked): string {
  switch (parameter) {
    case "kind":
      return ASKS[value] ?? value;
    case "actor":
      return answer.actor?.name ?? value;
    case "with":
      return `with ${answer.with?.name ?? value}`;
    case "host":
      return `hosted by ${answer.host?.name ?? value}`;
    case "from":
    case "to":
      return `${parameter} ${dayOf(value)}`;
    case "order":
      return `the ${value} one`;
    case "status":
      return value
        .split(",")
        .map((one) => STATUS[one as keyof typeof STATUS] ?? one)
        .join(", ");
    case "channel":
      return CHANNEL[value as keyof typeof CHANNEL] ?? value;
    default:
      return `${parameter}: ${value}`;
  }
}
