// What a line or a meeting of the picture stands for: held, still ahead, or come to nothing.

import type { ActorNode, MeetingNode, MetEdge, PartEdge, Status } from "../api/types";
import { count, ROLE, STATUS, when, where } from "../shared/words";

export type Mark = "held" | "ahead" | "off";

const AHEAD: ReadonlySet<string> = new Set(["planned", "proposed", "postponed"]);

export const markOf = (status: Status): Mark => (status === "occurred" ? "held" : AHEAD.has(status) ? "ahead" : "off");

/** One meeting that was held makes the line whole; without one a plan makes it dashed; else nothing came of any. */
export function markOfPair(edge: MetEdge): Mark {
  const known = Object.keys(edge.by_status).filter((one) => edge.by_status[one]) as Status[];
  const marks = new Set(known.map(markOf));
  return marks.has("held") || known.length === 0 ? "held" : marks.has("ahead") ? "ahead" : "off";
}

/** "3 meetings (2 held, 1 planned)". */
export function pairWords(edge: MetEdge): string {
  const parts = Object.entries(edge.by_status).map(([status, one]) => `${one} ${STATUS[status as Status] ?? status}`);
  return `${count(edge.count, "meeting")} (${parts.join(", ")})`;
}

export const partWords = (edge: PartEdge, meeting: MeetingNode | null): string =>
  [ROLE[edge.role], edge.inferred ? "inferred" : null, meeting ? STATUS[meeting.status] : null].filter(Boolean).join(", ");

export const actorWords = (actor: ActorNode): string =>
  [actor.kind === "person" ? actor.office : null, actor.party, count(actor.meetings, "meeting")].filter(Boolean).join(", ");

export const meetingWords = (meeting: MeetingNode): string =>
  [STATUS[meeting.status], when(meeting.date), where(meeting.place)].filter(Boolean).join(", ");
