// A text cut by spans of it. Offsets count Unicode code points, as the service's do; a JavaScript string has UTF-16.

export interface Placed {
  start: number;
  end: number;
}

export interface Segment<S extends Placed> {
  text: string;
  /** In code points. */
  start: number;
  /** All that cover it, the widest first. */
  spans: S[];
}

/** Offsets in code points as offsets into the string. */
function placer(text: string): (offset: number) => number {
  if (!/[\ud800-\udbff]/.test(text)) return (offset) => Math.min(offset, text.length);
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  return (offset) => starts[offset] ?? text.length;
}

/** The text in pieces, cut wherever a span begins or ends; spans may lie in and across each other. */
export function segments<S extends Placed>(text: string, spans: readonly S[]): Segment<S>[] {
  const at = placer(text);
  const inside = spans.filter((one) => one.start >= 0 && one.start < one.end && at(one.start) < text.length);
  const bounds = [...new Set([0, ...inside.flatMap((one) => [one.start, one.end])])].sort((a, b) => a - b);
  const begins = [...inside].sort((a, b) => a.start - b.start || b.end - a.end);
  const found: Segment<S>[] = [];
  let next = 0;
  let open: S[] = [];
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
