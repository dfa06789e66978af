import { useEffect, useRef, useState } from "preact/hooks";

import type { Bar } from "./load";

/** From which bar to which, both included, the lower first. */
export type Stretch = [first: number, last: number];

export interface Brush {
  stretch: Stretch | null;
  dragging: boolean;
  /** The bar that the keyboard stands on. */
  at: number;
  keyDown: (event: KeyboardEvent) => void;
  pointerDown: (event: PointerEvent) => void;
  pointerMove: (event: PointerEvent) => void;
  pointerUp: () => void;
  cancel: () => void;
}

const SLIGHT = 4; // a hand that clicks moves so many pixels

interface Asked {
  bars: Bar[];
  barAt: (clientX: number) => number;
  focus: (bar: number) => void;
  chosen: (stretch: Stretch) => void;
}

/** A stretch of bars chosen by dragging, or by Shift and the arrow keys; Enter takes it, Escape lets go. */
export function useBrush({ bars, barAt, focus, chosen }: Asked): Brush {
  const full = bars.flatMap((bar, at) => (bar.count ? [at] : []));
  const latest = full.at(-1) ?? 0;
  const [at, setAt] = useState(latest);
  const [stretch, setStretch] = useState<Stretch | null>(null);
  const anchor = useRef<number | null>(null);
  const drag = useRef<{ x: number; bar: number; moved: boolean } | null>(null);
  const here = bars[at]?.count ? at : latest;

  function cancel(): void {
    anchor.current = null;
    drag.current = null;
    setStretch(null);
  }
  useEffect(() => {
    cancel();
    setAt(latest);
  }, [bars]);

  function stand(bar: number, extending: boolean): void {
    if (!extending) cancel();
    else {
      anchor.current ??= here;
      setStretch([Math.min(anchor.current, bar), Math.max(anchor.current, bar)]);
    }
    setAt(bar);
    focus(bar);
  }

  function keyDown(event: KeyboardEvent): void {
    const position = full.indexOf(here);
    const target = { ArrowLeft: position - 1, ArrowRight: position + 1, Home: 0, End: full.length - 1 }[event.key];
    if (target !== undefined) stand(full[Math.min(Math.max(target, 0), full.length - 1)] ?? here, event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") chosen(stretch ?? [here, here]);
    else if (event.key === "Escape" && stretch) cancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function pointerDown(event: PointerEvent): void {
    if (event.button !== 0 || !event.isPrimary) return;
    cancel();
    drag.current = { x: event.clientX, bar: barAt(event.clientX), moved: false };
  }

  function pointerMove(event: PointerEvent): void {
    const one = drag.current;
    if (!one) return;
    if (!one.moved && Math.abs(event.clientX - one.x) < SLIGHT) return;
    // Only now, or a mere click would be one on the drawing and not on its bar.
    if (!one.moved) (event.currentTarget as Element).setPointerCapture(event.pointerId);
    one.moved = true;
    const bar = barAt(event.clientX);
    setStretch([Math.min(one.bar, bar), Math.max(one.bar, bar)]);
  }

  function pointerUp(): void {
    const moved = drag.current?.moved;
    drag.current = null;
    if (moved && stretch) chosen(stretch);
  }

  return { stretch, dragging: Boolean(drag.current?.moved), at: here, keyDown, pointerDown, pointerMove, pointerUp, cancel };
}
