// The whole state of the page is its address: a link can be sent, and the back button works.

import { useEffect, useState } from "preact/hooks";

import type { Query } from "../api/client";
import type { Channel, Level, Status } from "../api/types";
import { STATUS } from "../shared/words";

export const VIEWS = ["graph", "list", "timeline", "map"] as const;
export type View = (typeof VIEWS)[number];

export const SCREENS = ["results", "actor", "pair", "article", "review", "bring", "report"] as const;
export type Screen = (typeof SCREENS)[number];

/** Which meetings are meant. The names are those of the API. */
export interface Filters {
  actor: string | null;
  with: string | null;
  party: string | null;
  host: string | null;
  place: string | null;
  from: string | null;
  to: string | null;
  /** None is any: what was planned or came to nothing is part of the picture, and marked as such. */
  status: Status[];
  channel: Channel | null;
  level: Level | null;
  source: string | null;
  confidence: number | null;
  inferred: boolean;
  as_of: string | null;
}

export interface State {
  screen: Screen;
  view: View;
  /** The question as it was typed, where these filters came of one. */
  q: string | null;
  filters: Filters;
  /** What the evidence pane shows: "meeting:<id>", "pair:<actor id>,<actor id>" or "actor:<id>". */
  open: string | null;
  /** Of the screens actor, pair, article and report: the id (or two, with a comma; or "meeting:<id>"). */
  id: string | null;
  /** Of the article screen: which report or span is looked at. */
  at: string | null;
  /** What belongs to one view alone, like its sorting or grouping; names begin with the view's. */
  more: Record<string, string>;
}

export const NO_FILTERS: Filters = {
  actor: null,
  with: null,
  party: null,
  host: null,
  place: null,
  from: null,
  to: null,
  status: [],
  channel: null,
  level: null,
  source: null,
  confidence: null,
  inferred: true,
  as_of: null,
};

/** Those that name an actor. */
export const NAMES = ["actor", "with", "party", "host"] as const;
const TEXTS = [...NAMES, "place", "from", "to", "source", "as_of", "channel", "level"] as const;
const KNOWN = new Set<string>([...TEXTS, "screen", "view", "q", "open", "id", "at", "status", "confidence", "inferred"]);

function oneOf<T extends string>(value: string | null, known: readonly T[], otherwise: T): T {
  return known.includes(value as T) ? (value as T) : otherwise;
}

export const STATUSES = Object.keys(STATUS) as Status[];

/** "planned,denied"; none of "any". In one order, so that the same filters are the same address. */
export function statuses(given: string): Status[] {
  const named = given.split(",");
  return STATUSES.filter((one) => named.includes(one));
}

export function read(search: string): State {
  const asked = new URLSearchParams(search);
  const filters: Filters = { ...NO_FILTERS, status: statuses(asked.getAll("status").join(",")) };
  for (const name of TEXTS) (filters as unknown as Record<string, string | null>)[name] = asked.get(name) || null;
  const confidence = Number(asked.get("confidence"));
  filters.confidence = confidence > 0 && confidence <= 1 ? confidence : null;
  filters.inferred = asked.get("inferred") !== "false";
  const more: Record<string, string> = {};
  for (const [name, value] of asked) if (!KNOWN.has(name)) more[name] = value;
  return {
    screen: oneOf(asked.get("screen"), SCREENS, "results"),
    view: oneOf(asked.get("view"), VIEWS, "graph"),
    q: asked.get("q"),
    filters,
    open: asked.get("open"),
    id: asked.get("id"),
    at: asked.get("at"),
    more,
  };
}

/** The filters as the API takes them; what is as by default is left out, but for the status: the API's is held. */
export function asked(filters: Filters): Query {
  return { ...told(filters), status: filters.status.join(",") || "any" };
}

function told(filters: Filters): Query {
  const { inferred, status, ...rest } = filters;
  return { ...rest, status: status.join(","), inferred: inferred ? null : "false" };
}

export function write(state: State): string {
  const query = new URLSearchParams();
  const put = (name: string, value: unknown) => {
    if (value === null || value === undefined || value === "") return;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  };
  if (state.screen !== "results") put("screen", state.screen);
  if (state.view !== "graph") put("view", state.view);
  put("q", state.q);
  for (const [name, value] of Object.entries(told(state.filters))) put(name, value);
  put("open", state.open);
  put("id", state.id);
  put("at", state.at);
  for (const [name, value] of Object.entries(state.more)) put(name, value);
  const text = query.toString();
  return text ? `?${text}` : "./";
}

export type Patch = Partial<Omit<State, "filters" | "more">> & {
  filters?: Partial<Filters>;
  more?: Record<string, string | null>;
};

export function patched(state: State, patch: Patch): State {
  const more: Record<string, string> = { ...state.more };
  for (const [name, value] of Object.entries(patch.more ?? {})) {
    if (value === null) delete more[name];
    else more[name] = value;
  }
  return { ...state, ...patch, filters: { ...state.filters, ...patch.filters }, more };
}

/** Dispatched on the window when the address was changed from within, before anything is drawn anew. */
export const MOVED = "chancery-moved";

export const current = (): State => read(location.search);

/** Where a link leads that changes this much. */
export const link = (patch: Patch, from: State = current()): string => write(patched(from, patch));

/** Change the state. With `replace` the back button does not stop here: for what changes while one drags or types. */
export function go(patch: Patch, { replace = false } = {}): void {
  const target = link(patch);
  if (target === location.search || (target === "./" && !location.search)) return;
  if (replace) history.replaceState(null, "", target);
  else history.pushState(null, "", target);
  dispatchEvent(new Event(MOVED));
}

export function useAddress(): State {
  const [state, setState] = useState(current);
  useEffect(() => {
    const moved = () => setState(current());
    addEventListener(MOVED, moved);
    addEventListener("popstate", moved);
    return () => {
      removeEventListener(MOVED, moved);
      removeEventListener("popstate", moved);
    };
  }, []);
  return state;
}

/** Links are real links: a plain click stays in the page, any other opens as the browser does. */
export function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = (event.target as Element | null)?.closest?.("a");
  const href = anchor?.getAttribute("href");
  if (!anchor || anchor.target || anchor.hasAttribute("download") || !href || !(href.startsWith("?") || href === "./")) return;
  event.preventDefault();
  history.pushState(null, "", href);
  dispatchEvent(new Event(MOVED));
}
