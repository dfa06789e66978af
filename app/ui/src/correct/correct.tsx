import type { Attribute, ReportView, Tie } from "../api/types";

/** Right or wrong, for a report or one of its attributes. Written by its part. */
export function JudgeReport({ report, attribute }: { report: ReportView; attribute?: Attribute }) {
  return <span hidden>{[report.id, attribute].join(" ")}</span>;
}

/** Same or not the same, for two actors or meetings. Written by its part. */
export function JudgeSame({ subject, a, b, tie }: { subject: "actors" | "meetings"; a: string; b: string; tie?: Tie }) {
  return <span hidden>{[subject, a, b, tie?.kind].join(" ")}</span>;
}
