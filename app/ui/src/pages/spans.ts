// Which words of a text were read as what. Pure.

import type { ArticleView, Evidence, ReportView } from "../api/types";
import { CALLED, type Kind } from "../shared/kinds";
import type { Placed } from "../shared/segments";

/** Also names that took part in nothing, and the place that an address names. */
export type Marking = Kind | "mention" | "looked-at";

export interface Span extends Placed {
  kind: Marking;
  /** What it leads to: "actor:<id>" or "meeting:<id>"; null where the report was judged wrong. */
  open: string | null;
  words: string;
}

/** What a marking is called to the reader. */
export const called = (kind: Marking): string => (kind === "mention" || kind === "looked-at" ? kind : CALLED[kind]);

const LONGEST = 80;

/** "Hakan Fidan, Sergey Lavrov · Moscow · 31 Aug 2023": which meeting a report tells of, in few words. */
export function labelled(report: ReportView, when: string): string {
  const names = report.participants.map((one) => (one.name ?? one.office ?? one.party ?? one.kind).slice(0, LONGEST));
  const who = names.slice(0, 3).join(", ") + (names.length > 3 ? ` +${names.length - 3}` : "");
  return [who, report.place?.name.slice(0, LONGEST), when].filter(Boolean).join(" · ");
}

/** Everything that was read from an article, or from one report in it alone, as spans of its text. */
export function spansOf(view: ArticleView, label: (report: ReportView) => string, only: string | null): Span[] {
  const spans: Span[] = [];
  const put = (evidence: Evidence | null, kind: Marking, open: string | null, words: string) => {
    if (evidence) spans.push({ start: evidence.start, end: evidence.end, kind, open, words });
  };
  for (const report of view.reports) {
    if (only !== null && report.id !== only) continue;
    const meeting = report.meeting_id && `meeting:${report.meeting_id}`;
    const words = label(report);
    for (const one of report.participants) put(one.evidence, "participant", `actor:${one.actor_id}`, one.name ?? one.office ?? one.kind);
    put(report.place_evidence, "place", meeting, words);
    put(report.date_evidence, "date", meeting, words);
    put(report.trigger, "trigger", meeting, words);
    put(report.status_evidence, "status", meeting, words);
  }
  if (only === null) {
    const told = new Set(spans.map((one) => `${one.start} ${one.end} ${one.open}`));
    for (const mention of view.mentions) {
      const open = `actor:${mention.actor.id}`;
      for (const one of mention.spans) if (!told.has(`${one.start} ${one.end} ${open}`)) put(one, "mention", open, mention.actor.name);
    }
  }
  return spans;
}

/** The place in the text that an address names: "100-105", or a report, whose sentences are meant. */
export function lookedAt(at: string | null, reports: readonly ReportView[]): Placed[] {
  const span = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? "");
  if (span) return [{ start: Number(span[1]), end: Number(span[2]) }];
  const report = reports.find((one) => one.id === at);
  return report ? (report.evidence.length ? report.evidence : [report.trigger]) : [];
}
