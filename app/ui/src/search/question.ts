// A question in words, and the filters that it comes to.

import { onChange } from "../api/changes";
import { get } from "../api/client";
import type { Asked, Understood } from "../api/types";
import { type Filters, NO_FILTERS, statuses } from "../state/address";
import { remember } from "./names";

const BEGINS = /^(who|whom|when|where|did|do|does|how|which|what|has|have|was|were|is|are|will|list|show)\b/i;

/** Whether Enter asks it. A name of four words is suggested, and taken from there. */
export const looksLikeQuestion = (text: string): boolean =>
  /\?\s*$/.test(text) || BEGINS.test(text) || text.split(/\s+/).length >= 4;

const answers = new Map<string, Promise<Asked>>();
onChange(() => answers.clear());
const KEPT = 20;
const REFUSED_MS = 2000; // long enough for whoever shows why

/** The box asks before it changes the address; what then shows the answer need not ask again. */
export function ask(q: string): Promise<Asked> {
  const before = answers.get(q);
  if (before) return before;
  const coming = get<Asked>("v1/ask", { q, limit: 5 });
  answers.set(q, coming);
  coming.then(
    (answer) => [answer.actor, answer.with, answer.host].forEach((one) => one && remember(one)),
    () => setTimeout(() => answers.get(q) === coming && answers.delete(q), REFUSED_MS),
  );
  for (const oldest of [...answers.keys()].slice(0, -KEPT)) answers.delete(oldest);
  return coming;
}

export function forget(q: string): void {
  answers.delete(q);
}

/** The filters of the request that a question became: "/v1/meetings?actor=…&from=…". */
export function filtersOf(request: string): Filters {
  const given = new URLSearchParams(request.split("?")[1] ?? "");
  const status = given.get("status") ?? "occurred"; // as the API takes it where nothing is said
  return {
    ...NO_FILTERS,
    actor: given.get("actor"),
    with: given.get("with"),
    host: given.get("host"),
    place: given.get("place"),
    from: given.get("from"),
    to: given.get("to"),
    status: statuses(status),
    channel: given.get("channel") as Filters["channel"],
    as_of: given.get("as_of"),
    inferred: given.get("inferred") !== "false",
  };
}

/** Likewise of the parts of a question that was not understood as a whole. */
export function filtersOfParts(parts: readonly Understood[]): Filters {
  const query = new URLSearchParams();
  for (const part of parts) query.set(part.parameter, part.value);
  return filtersOf(`?${query}`);
}

/** The filters without one; who is left alone comes first. */
export function without(filters: Filters, names: readonly string[]): Filters {
  const left: Filters = { ...filters };
  for (const name of names) {
    if (name in NO_FILTERS) Object.assign(left, { [name]: NO_FILTERS[name as keyof Filters] });
  }
  return left.actor ? left : { ...left, actor: left.with, with: null };
}

export const same = (a: Filters, b: Filters): boolean =>
  (Object.keys(NO_FILTERS) as (keyof Filters)[]).every((name) => String(a[name] ?? "") === String(b[name] ?? ""));

export const activeOf = (filters: Filters): (keyof Filters)[] =>
  (Object.keys(NO_FILTERS) as (keyof Filters)[]).filter((name) => String(filters[name] ?? "") !== String(NO_FILTERS[name] ?? ""));
