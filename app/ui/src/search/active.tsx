import type { ActorRef } from "../api/types";
import { CHANNEL, day, LEVEL, share, STATUS } from "../shared/words";
import { type Filters, go, NAMES, NO_FILTERS, type State } from "../state/address";
import { type Chip, Chips } from "./chips";
import { Choose } from "./choose";
import { useNamed } from "./names";
import { activeOf, without } from "./question";

const CALLED: Record<keyof Filters, string> = {
  actor: "who",
  with: "with",
  party: "side",
  host: "hosted by",
  place: "in",
  from: "from",
  to: "to",
  status: "status",
  channel: "channel",
  level: "level",
  source: "source",
  confidence: "sure by",
  inferred: "people",
  as_of: "as of",
};

/** A day as it reads; of a month or a year, the digits. */
export const dayOf = (given: string): string => (/^\d{4}-\d\d-\d\d$/.test(given) ? day(given) : given);

function valueOf(name: keyof Filters, filters: Filters, names: Record<string, ActorRef | null>): string {
  switch (name) {
    case "actor":
    case "with":
    case "party":
    case "host":
      return names[name]?.name ?? filters[name] ?? "";
    case "from":
    case "to":
    case "as_of":
      return dayOf(filters[name] ?? "");
    case "status":
      return filters.status.map((one) => STATUS[one]).join(", ");
    case "channel":
      return filters.channel ? (CHANNEL[filters.channel] ?? filters.channel) : "";
    case "level":
      return filters.level ? (LEVEL[filters.level] ?? filters.level) : "";
    case "confidence":
      return `${share(filters.confidence ?? 0)} or more`;
    case "inferred":
      return "only as the articles name them";
    default:
      return String(filters[name]);
  }
}

/** The filters as they are, each to be taken off; and whom a name of several stands for. */
export function Active({ state, title }: { state: State; title: string }) {
  const { filters } = state;
  const active = activeOf(filters);
  const found = {
    actor: useNamed(filters.actor),
    with: useNamed(filters.with),
    party: useNamed(filters.party),
    host: useNamed(filters.host),
  };
  const names = { actor: found.actor.data, with: found.with.data, party: found.party.data, host: found.host.data };
  if (!active.length) return null;
  const chips: Chip[] = active.map((name) => {
    const value = valueOf(name, filters, names);
    const words = `${CALLED[name]}: ${value}`;
    return {
      key: name,
      words,
      said: (
        <>
          <span class="faint">{CALLED[name]}</span> <bdi title={value}>{value}</bdi>
        </>
      ),
      remove: () => go({ q: null, filters: without(filters, [name]) }),
    };
  });
  return (
    <>
      <Chips label={title} chips={chips}>
        {active.length > 1 && (
          <button type="button" onClick={() => go({ q: null, filters: NO_FILTERS })}>
            Clear all
          </button>
        )}
      </Chips>
      {NAMES.map((name) => {
        const { error } = found[name];
        const given = filters[name] ?? "";
        if (error?.status === 404)
          return (
            <p key={name} role="alert" class="unclear">
              Nobody here goes by the name <bdi>{given}</bdi>. Look for another spelling in the box above.
            </p>
          );
        if (!error?.problem?.candidates) return null;
        return (
          <Choose key={name} name={given} candidates={error.problem.candidates} choose={(one) => go({ q: null, filters: { [name]: one.id } }, { replace: true })} />
        );
      })}
    </>
  );
}
