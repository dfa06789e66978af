// How things are called and written for the reader, in the reader's locale.

import type { ActorRef, Channel, DateView, Level, PlaceView, Role, Status } from "../api/types";

export const STATUS: Record<Status, string> = {
  occurred: "held",
  planned: "planned",
  proposed: "proposed",
  postponed: "postponed",
  cancelled: "cancelled",
  refused: "refused",
  denied: "denied",
};

export const CHANNEL: Record<Channel, string> = {
  in_person: "in person",
  phone: "by phone",
  video: "by video",
  unknown: "channel unknown",
};

export const LEVEL: Record<Level, string> = {
  leaders: "leaders",
  ministerial: "ministers",
  official: "officials",
  unknown: "level unknown",
};

export const ROLE: Record<Role, string> = { host: "host", guest: "guest", mediator: "mediator", participant: "took part" };

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });
const MONTH = new Intl.DateTimeFormat(undefined, { month: "long", year: "numeric", timeZone: "UTC" });
const YEAR = new Intl.DateTimeFormat(undefined, { year: "numeric", timeZone: "UTC" });
const NUMBER = new Intl.NumberFormat();

export const number = (value: number): string => NUMBER.format(value);

/** "1 meeting", "4,813 meetings". */
export const count = (value: number, one: string, many = `${one}s`): string => `${number(value)} ${value === 1 ? one : many}`;

export const day = (iso: string | null): string => (iso ? DAY.format(new Date(`${iso.slice(0, 10)}T00:00:00Z`)) : "undated");

/** A date as exactly as it is known, and no more. */
export function when(date: DateView): string {
  if (!date.start) return "undated";
  const start = new Date(`${date.start}T00:00:00Z`);
  if (date.precision === "year") return YEAR.format(start);
  if (date.precision === "month") return MONTH.format(start);
  if (!date.end || date.end === date.start) return DAY.format(start);
  const span = DAY.formatRange(start, new Date(`${date.end}T00:00:00Z`));
  return date.precision === "week" ? `week of ${span}` : span;
}

/** A place and its country's code, once where both are the same. */
export const where = (place: PlaceView | null): string | null =>
  place && (place.country && place.kind !== "country" ? `${place.name}, ${place.country}` : place.name);

/** "Sergey Lavrov, foreign minister, RUS": who that is, beyond the name. */
export const about = (actor: Pick<ActorRef, "office" | "party" | "kind">): string =>
  [actor.kind === "person" ? actor.office : null, actor.kind === "country" ? null : actor.party].filter(Boolean).join(", ");

export const share = (value: number): string => `${Math.round(value * 100)} %`;
