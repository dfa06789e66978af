import { useEffect, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

import { current, go, type State } from "../state/address";
import type { Point, World } from "./world";

/** On the page a point of the map is at scale * point + shift. */
export interface Zoom {
  scale: number;
  shift: Point;
}

export const STEP = 1.6;
const MOST = 24;
const SLIGHT = 4; // a hand that clicks moves so many pixels
const KEPT = "map.at"; // "scale,longitude,latitude" of the middle

export interface Zooming {
  zoom: Zoom;
  by: (factor: number, around?: Point) => void;
  pan: (x: number, y: number) => void;
  reset: () => void;
  /** Bring a point of the map into sight. */
  reveal: (point: Point) => void;
  pointerDown: (event: PointerEvent) => void;
  pointerMove: (event: PointerEvent) => void;
  pointerUp: () => void;
  doubleClick: (event: MouseEvent) => void;
}

function bounded(world: World, scale: number, [x, y]: Point): Zoom {
  const kept = Math.min(Math.max(scale, 1), MOST);
  const within = (shift: number, length: number) => Math.min(0, Math.max(shift, length * (1 - kept)));
  return { scale: kept, shift: [within(x, world.width), within(y, world.height)] };
}

function asAsked(world: World, state: State): Zoom {
  const [scale, longitude, latitude] = (state.more[KEPT] ?? "").split(",").map(Number);
  const middle = scale && Number.isFinite(longitude) && Number.isFinite(latitude) ? world.at(longitude as number, latitude as number) : null;
  if (!scale || !middle) return { scale: 1, shift: [0, 0] };
  return bounded(world, scale, [world.width / 2 - scale * middle[0], world.height / 2 - scale * middle[1]]);
}

/** By wheel, drag, double click and buttons, never out of the map; kept in the address. */
export function useZoom(world: World, state: State, drawing: RefObject<SVGSVGElement>): Zooming {
  const [zoom, setZoom] = useState<Zoom>(() => asAsked(world, state));
  const drag = useRef<{ x: number; y: number; from: Point; moved: boolean } | null>(null);
  const now = useRef(zoom);
  now.current = zoom;

  const asked = state.more[KEPT] ?? null;
  const kept = useRef(asked);
  useEffect(() => setZoom(asAsked(world, current())), [world]);
  useEffect(() => {
    if (asked === kept.current) return;
    kept.current = asked; // by the back button
    setZoom(asAsked(world, state));
  }, [asked]);
  useEffect(() => {
    const waiting = setTimeout(() => {
      kept.current = asText(world, zoom);
      go({ more: { [KEPT]: kept.current } }, { replace: true });
    }, 300);
    return () => clearTimeout(waiting);
  }, [zoom]);

  function by(factor: number, around: Point = [world.width / 2, world.height / 2]): void {
    const { scale, shift } = now.current;
    const { scale: next } = bounded(world, scale * factor, shift);
    const moved = (axis: 0 | 1) => around[axis] - ((around[axis] - shift[axis]) * next) / scale;
    setZoom(bounded(world, next, [moved(0), moved(1)]));
  }
  function pan(x: number, y: number): void {
    const { scale, shift } = now.current;
    setZoom(bounded(world, scale, [shift[0] + x, shift[1] + y]));
  }
  function reveal(point: Point): void {
    const { scale, shift } = now.current;
    const [x, y] = [scale * point[0] + shift[0], scale * point[1] + shift[1]];
    if (x >= 0 && y >= 0 && x <= world.width && y <= world.height) return;
    pan(world.width / 2 - x, world.height / 2 - y);
  }
  const on = (event: MouseEvent): Point => {
    const box = (drawing.current as SVGSVGElement).getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  useEffect(() => {
    const one = drawing.current;
    // At the ends of the scale the wheel is the page's.
    const wheel = (event: WheelEvent) => {
      const { scale } = now.current;
      if (event.deltaY > 0 ? scale <= 1 : scale >= MOST) return;
      event.preventDefault();
      by(Math.exp(-Math.max(-120, Math.min(event.deltaY, 120)) / 300), on(event));
    };
    one?.addEventListener("wheel", wheel, { passive: false });
    return () => one?.removeEventListener("wheel", wheel);
  }, [world]);

  return {
    zoom,
    by,
    pan,
    reveal,
    reset: () => setZoom({ scale: 1, shift: [0, 0] }),
    pointerDown: (event) => {
      if (event.button === 0 && event.isPrimary) drag.current = { x: event.clientX, y: event.clientY, from: zoom.shift, moved: false };
    },
    pointerMove: (event) => {
      const one = drag.current;
      if (!one) return;
      const [x, y] = [event.clientX - one.x, event.clientY - one.y];
      if (!one.moved && Math.hypot(x, y) < SLIGHT) return;
      if (!one.moved) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      one.moved = true;
      setZoom(bounded(world, now.current.scale, [one.from[0] + x, one.from[1] + y]));
    },
    pointerUp: () => {
      drag.current = null;
    },
    doubleClick: (event) => by(2, on(event)),
  };
}

function asText(world: World, { scale, shift }: Zoom): string | null {
  const middle = world.back([(world.width / 2 - shift[0]) / scale, (world.height / 2 - shift[1]) / scale]);
  return scale === 1 || !middle ? null : [scale, ...middle].map((one) => Number(one.toFixed(2))).join(",");
}
