// Which words of a text were read as what, and the text cut so that each piece is of the same ones. Pure.

import type { ArticleView, Evidence, ReportView } from "../api/types";

export const KINDS = ["participant", "place", "date", "trigger", "status"] as const;
export type Kind = (typeof KINDS)[number] | "mention" | "looked-at";

export interface Span {
  /** In code points, as the service counts. */
  start: number;
  end: number;
  kind: Kind;
  /** What it leads to: "actor:<id>" or "meeting:<id>"; null where the report was judged wrong. */
  open: string | null;
  words: string;
}

export interface Piece {
  start: number;
  text: string;
  spans: Span[];
}

const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/** From the service's offsets, which count code points, to those of a JavaScript string. */
export function offsets(text: string): (at: number) => number {
  if (!ASTRAL.test(text)) return (at) => Math.min(at, text.length);
  const units: number[] = [];
  let unit = 0;
  for (const character of text) {
    units.push(unit);
    unit += character.length;
  }
  return (at) => units[at] ?? text.length;
}

/** The text in pieces, cut wherever a span begins or ends; spans may lie in and across each other. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const unit = offsets(text);
  const sound = spans.filter((one) => one.start < one.end && one.start >= 0);
  const cuts = new Set([0, ...sound.flatMap((one) => [one.start, one.end])]);
  const ordered = [...cuts].sort((one, other) => one - other);
  const beginning = [...sound].sort((one, other) => one.start - other.start);
  let open: Span[] = [];
  let next = 0;
  const cut: Piece[] = [];
  ordered.forEach((start, at) => {
    open = open.filter((one) => one.end > start);
    for (let one = beginning[next]; one && one.start <= start; one = beginning[++next]) open.push(one);
    const end = ordered[at + 1];
    const words = text.slice(unit(start), end === undefined ? text.length : unit(end));
    if (words) cut.push({ start, text: words, spans: [...open] });
  });
  return cut;
}

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
  const put = (evidence: Evidence | null, kind: Kind, open: string | null, words: string) => {
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
export function lookedAt(at: string | null, reports: readonly ReportView[]): { start: number; end: number }[] {
  const span = /^(\d{1,9})-(\d{1,9})$/.exec(at ?? "");
  if (span) return [{ start: Number(span[1]), end: Number(span[2]) }];
  const report = reports.find((one) => one.id === at);
  return report ? (report.evidence.length ? report.evidence : [report.trigger]) : [];
}
