// Text with marked spans, as the service gives them: offsets count Unicode code points, and spans may overlap.

import "./spans.css";

export const KINDS = ["participant", "place", "date", "trigger", "status"] as const;
export type Kind = (typeof KINDS)[number];

const CALLED: Record<Kind, string> = {
  participant: "who took part",
  place: "place",
  date: "date",
  trigger: "words that tell of the meeting",
  status: "what became of it",
};

export interface Span {
  start: number;
  end: number;
  kind: Kind;
  /** What it belongs to: the id of a report, say. */
  of?: string;
}

export interface Segment {
  text: string;
  /** In code points, as the spans. */
  start: number;
  spans: readonly Span[];
}

/** Offsets in code points as offsets into the string. */
function placer(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => offset;
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  return (offset) => starts[offset] ?? text.length;
}

/** The text in pieces, each with all spans that cover it; the widest first. */
export function segments(text: string, spans: readonly Span[]): Segment[] {
  const at = placer(text);
  const inside = spans.filter((one) => one.start >= 0 && one.start < one.end && at(one.start) < text.length);
  const bounds = [...new Set([0, ...inside.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  const begins = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Segment[] = [];
  let next = 0;
  let open: Span[] = [];
  bounds.forEach((start, nth) => {
    open = open.filter((one) => one.end > start);
    for (let one = begins[next]; one && one.start === start; one = begins[next]) {
      open.push(one);
      next += 1;
    }
    const end = bounds[nth + 1];
    const piece = text.slice(at(start), end === undefined ? text.length : at(end));
    if (piece) found.push({ text: piece, start, spans: [...open] });
  });
  return found;
}

/** The text with its spans marked; those of `active` stand out. */
export function Marked({ text, spans, active = null }: { text: string; spans: readonly Span[]; active?: string | null }) {
  return (
    <div class="marked">
      <bdi>
        {segments(text, spans).map((piece) => {
          const inmost = piece.spans[piece.spans.length - 1];
          if (!inmost) return piece.text;
          const kinds = [...new Set(piece.spans.map((one) => one.kind))];
          const shown = active !== null && piece.spans.some((one) => one.of === active);
          return (
            <mark
              class={`span span-${inmost.kind}${shown ? " span-active" : ""}`}
              title={kinds.map((kind) => CALLED[kind]).join(", ")}
              data-of={[...new Set(piece.spans.map((one) => one.of))].join(" ")}
            >
              {piece.text}
            </mark>
          );
        })}
      </bdi>
    </div>
  );
}

/** What the marks mean. */
export function Legend() {
  return (
    <ul class="legend" aria-label="What is marked">
      {KINDS.map((kind) => (
        <li>
          <mark class={`span span-${kind}`}>{CALLED[kind]}</mark>
        </li>
      ))}
    </ul>
  );
}
