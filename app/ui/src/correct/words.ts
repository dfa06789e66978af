// Judgements in words.

import type { Attribute, Channel, Judgement, Status, Verdict } from "../api/types";
import { CHANNEL, STATUS } from "../shared/words";

export const ATTRIBUTE: Record<Attribute, string> = {
  status: "status",
  channel: "channel",
  date: "date",
  place: "place",
  participant: "who took part",
};

type Said = Pick<Verdict, "verdict" | "attribute" | "value">;

/** "Right: the date", "Wrong: the status; it is planned", "Not the same". `whom` is the participant's name. */
export function ruling({ verdict, attribute, value }: Said, whom: string | null = null): string {
  if (verdict === "same") return "The same";
  if (verdict === "not_same") return "Not the same";
  const right = verdict === "right";
  const what = right ? "Right" : "Wrong";
  if (!attribute) return right ? "Right: the whole report" : "Wrong: the whole report";
  if (attribute === "participant") return `${what}: that ${whom ?? nameOf(value)} took part`;
  const instead = value && !right ? `; it is ${valueOf(attribute, value)}` : "";
  return `${what}: the ${ATTRIBUTE[attribute]}${instead}`;
}

export const rulingOf = (one: Judgement): string => ruling({ verdict: one.ruling, attribute: one.attribute, value: one.value });

export const valueOf = (attribute: Attribute, value: string): string =>
  (attribute === "status" ? STATUS[value as Status] : CHANNEL[value as Channel]) ?? value;

/** "person:hakan-fidan" as far as an id says a name. */
const nameOf = (id: string | null): string => (id ?? "somebody").replace(/^\w+:/, "").replace(/-/g, " ");

const DAY_AND_TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const moment = (iso: string): string => DAY_AND_TIME.format(new Date(iso));
