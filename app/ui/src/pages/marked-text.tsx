import { useEffect, useMemo, useRef, useState } from "preact/hooks";

import { type Placed, type Segment, segments } from "../shared/segments";
import { link } from "../state/address";
import { type Choice, SpanMenu } from "./span-menu";
import { called, type Marking, type Span } from "./spans";

interface Given {
  text: string;
  spans: Span[];
  at: readonly Placed[];
  /** What is looked at, as the address says it: the text is scrolled there whenever it changes. */
  where: string | null;
}

/** A text with what was read from it: the words are links to their nodes, and the place looked at is marked. */
export function MarkedText({ text, spans, at, where }: Given) {
  const box = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useState<Choice | null>(null);
  const cut = useMemo(() => {
    const looked = at.map((one): Span => ({ ...one, kind: "looked-at", open: null, words: "" }));
    return segments(text, [...spans, ...looked]);
  }, [text, spans, at]);
  useEffect(() => {
    const mark = box.current?.querySelector<HTMLElement>("mark");
    if (!where || !mark) return;
    mark.scrollIntoView({ block: "center" });
    // Whoever came by a link in the pane goes on from here.
    if (document.activeElement === document.body || document.activeElement?.id === "main") mark.focus({ preventScroll: true });
  }, [where, text]);

  const close = (back: boolean) => {
    if (back) choice?.anchor.focus();
    setChoice(null);
  };
  return (
    <div class="article-text" dir="auto" ref={box}>
      {grouped(cut).map(({ looked, parts }, group) => {
        const shown = parts.map((piece) => <Words key={piece.start} piece={piece} choose={setChoice} chosen={choice?.anchor ?? null} />);
        return looked ? (
          <mark key={group} tabIndex={-1}>
            {shown}
          </mark>
        ) : (
          shown
        );
      })}
      {choice && <SpanMenu choice={choice} close={close} />}
    </div>
  );
}

/** Pieces beside each other that are all looked at, or are all not. */
function grouped(cut: readonly Segment<Span>[]): { looked: boolean; parts: Segment<Span>[] }[] {
  const groups: { looked: boolean; parts: Segment<Span>[] }[] = [];
  for (const piece of cut) {
    const looked = piece.spans.some((one) => one.kind === "looked-at");
    const last = groups.at(-1);
    if (last && last.looked === looked) last.parts.push(piece);
    else groups.push({ looked, parts: [piece] });
  }
  return groups;
}

interface WordsGiven {
  piece: Segment<Span>;
  choose: (choice: Choice | null) => void;
  chosen: HTMLElement | null;
}

function Words({ piece, choose, chosen }: WordsGiven) {
  const own = useRef<HTMLSpanElement>(null);
  const spans = piece.spans.filter((one) => one.kind !== "looked-at");
  if (spans.length === 0) return <>{piece.text}</>;
  const kinds = [...new Set(spans.map((one) => one.kind))];
  const classes = `kind-${kinds.find((kind) => kind !== "mention") ?? "mention"}`;
  const style = bands(kinds);
  const targets = distinct(spans);
  const title = targets.map((one) => `${called(one.kind)}: ${one.words}`.slice(0, 200)).join("\n");
  const first = targets[0];
  if (!first) return <span class={classes} style={style}>{piece.text}</span>;
  if (targets.length === 1)
    return (
      <a class={classes} style={style} href={link({ open: first.open })} title={title}>
        {piece.text}
      </a>
    );
  const choice = () => choose(chosen === own.current ? null : { spans: targets, anchor: own.current as HTMLElement });
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " " && event.key !== "ArrowDown") return;
    event.preventDefault();
    choice();
  };
  // A button of its own would not break over lines as text does.
  return (
    <span
      ref={own}
      class={classes}
      style={style}
      role="button"
      tabIndex={0}
      aria-haspopup="menu"
      aria-expanded={chosen !== null && chosen === own.current}
      title={title}
      onClick={choice}
      onKeyDown={keys}
    >
      {piece.text}
    </span>
  );
}

/** Words of several kinds have a band of each one's colour. */
function bands(kinds: readonly Marking[]) {
  const shown = kinds.filter((kind) => kind !== "mention");
  if (shown.length < 2) return undefined;
  const part = 100 / shown.length;
  const stops = shown.map((kind, at) => `var(--${kind}) ${at * part}% ${(at + 1) * part}%`);
  return { backgroundImage: `linear-gradient(${stops.join(", ")})` };
}

/** One of each node that the words lead to, with the kind that was said first. */
function distinct(spans: readonly Span[]): Span[] {
  const found = new Map<string, Span>();
  for (const one of spans) if (one.open && !found.has(one.open)) found.set(one.open, one);
  return [...found.values()];
}
