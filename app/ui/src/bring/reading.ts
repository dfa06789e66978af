// What an article says, alike whether it was only read or stored.

import type { ArticleView, DateView, DryRun, EvidenceOut, PlaceView, ReadMeeting, ReportView } from "../api/types";
import type { Kind } from "../shared/kinds";
import type { Span } from "./marked";

type Claimed = Pick<ReadMeeting, "id" | "status" | "status_by" | "channel" | "level" | "confidence" | "certainty">;

export interface Participant {
  name: string | null;
  office: string | null;
  party: string | null;
  role: ReadMeeting["participants"][number]["role"];
  via: ReadMeeting["participants"][number]["via"];
  confidence: number;
  evidence: EvidenceOut;
}

/** One meeting as the article tells it. */
export interface Claim extends Claimed {
  /** The meeting in the graph, where it is stored. */
  meeting: string | null;
  date: DateView;
  place: PlaceView | null;
  participants: Participant[];
  quotes: string[];
  spans: Span[];
}

export interface Reading {
  /** Null where only the quotes are kept. */
  text: string | null;
  actors: number;
  claims: Claim[];
}

export const ofDryRun = (run: DryRun): Reading => ({
  text: run.text,
  actors: run.actors.length,
  claims: run.meetings.map((one) => ({
    ...one,
    meeting: null,
    place: one.place && { ...one.place, kind: one.place.kind ?? "city" },
    quotes: one.evidence.map((each) => each.quote),
    spans: spans(one, one.date.evidence, one.place?.evidence),
  })),
});

export const ofArticle = (view: ArticleView): Reading => ({
  text: view.article.text,
  actors: view.mentions.length,
  claims: view.reports.map((one) => ({
    ...one,
    meeting: one.meeting_id,
    quotes: one.evidence.map((each) => each.quote),
    spans: spans(one, one.date_evidence, one.place_evidence),
  })),
});

type Spot = Pick<EvidenceOut, "start" | "end"> | null | undefined;

function spans(claim: ReadMeeting | ReportView, date: Spot, place: Spot): Span[] {
  const found: [Kind, Spot][] = [
    ["trigger", claim.trigger],
    ["status", claim.status_evidence],
    ["date", date],
    ["place", place],
    ...claim.participants.map((one): [Kind, Spot] => ["participant", one.evidence]),
  ];
  return found.flatMap(([kind, spot]) => (spot ? [{ start: spot.start, end: spot.end, kind, of: claim.id }] : []));
}
