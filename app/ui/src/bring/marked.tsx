import { CALLED, type Kind } from "../shared/kinds";
import { type Placed, segments } from "../shared/segments";

export interface Span extends Placed {
  kind: Kind;
  /** The meeting that it belongs to, by its id. */
  of: string;
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
              class={`kind-${inmost.kind}${shown ? " span-active" : ""}`}
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
