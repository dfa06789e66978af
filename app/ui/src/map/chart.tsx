import { useMemo } from "preact/hooks";
import type { RefObject } from "preact";

import { go } from "../state/address";
import { labels } from "./labels";
import type { Of } from "./load";
import { shade } from "./shading";
import type { Spot } from "./spots";
import { useRoving } from "./use-roving";
import { STEP, type Zooming } from "./use-zoom";
import type { Point, World } from "./world";

const LARGEST = { narrow: 16, wide: 28 };
const SMALLEST = 4;
const REACH = 12; // around a small one, for a finger

interface Given {
  of: Of;
  world: World;
  spots: Spot[];
  zooming: Zooming;
  drawing: RefObject<SVGSVGElement>;
  /** The one that is looked at in the list. */
  lit: string | null;
}

export function Chart({ of, world, spots, zooming, drawing, lit }: Given) {
  const { zoom, by, reset, reveal } = zooming;
  const [x, y] = zoom.shift;
  const there = useMemo(() => spots.filter((one) => one.at), [spots]);
  const most = Math.max(...there.map((one) => one.count), 1);
  const largest = world.width < 600 ? LARGEST.narrow : LARGEST.wide;
  // The area is as the number.
  const radius = (spot: Spot) => Math.max(SMALLEST, Math.sqrt(spot.count / most) * largest);
  const { here, keyDown, button } = useRoving(
    there.map((one) => one.key),
    (key) => {
      const at = there.find((one) => one.key === key)?.at;
      if (at) reveal(at);
    },
  );
  const hosts = useMemo(() => new Map(of === "hosts" ? there.map((one) => [one.key, one]) : []), [of, there]);
  const plain = useMemo(
    () => (
      <g aria-hidden="true">
        {world.shapes.map((one) => (one.code && hosts.has(one.code) ? null : <path key={one.name} class="land" d={one.path} />))}
      </g>
    ),
    [world, hosts],
  );
  const names = useMemo(() => labels(there, world, zoom, of === "hosts" ? () => null : radius), [of, there, world, zoom]);

  function pressed(event: KeyboardEvent): void {
    const at = there.find((one) => one.key === here)?.at;
    const around: Point | undefined = at ? [zoom.scale * at[0] + x, zoom.scale * at[1] + y] : undefined;
    if (event.key === "+" || event.key === "=") by(STEP, around);
    else if (event.key === "-") by(1 / STEP, around);
    else if (event.key === "0") reset();
    else keyDown(event);
  }

  return (
    <svg
      ref={drawing}
      class={zoom.scale > 1 ? "world zoomed" : "world"}
      width={world.width}
      height={world.height}
      viewBox={`0 0 ${world.width} ${world.height}`}
      role="group"
      aria-label={`Map of ${of === "places" ? "the places where they met" : "those who hosted"}. Arrow keys go from the busiest to the next; plus, minus and 0 zoom.`}
      onKeyDown={pressed}
      onPointerDown={zooming.pointerDown}
      onPointerMove={zooming.pointerMove}
      onPointerUp={zooming.pointerUp}
      onPointerCancel={zooming.pointerUp}
      onDblClick={zooming.doubleClick}
    >
      <rect class="sea" width={world.width} height={world.height} />
      <g transform={`translate(${x} ${y}) scale(${zoom.scale})`}>
        {plain}
        {/* In the order of their numbers, which is that of the keys. */}
        {[...hosts.values()].map((spot) => {
          const shape = world.shapes.find((one) => one.code === spot.key);
          return (
            <path
              key={spot.key}
              class={`host shade-${shade(spot.count, most)}${spot.key === lit || spot.chosen ? " lit" : ""}`}
              d={shape?.path}
              aria-label={spot.said}
              aria-pressed={spot.chosen}
              {...button(spot.key, () => go(spot.patch))}
            >
              <title>{spot.said}</title>
            </path>
          );
        })}
      </g>
      {of === "places" &&
        there.map((spot) => {
          const [px, py] = spot.at as [number, number];
          return (
            <g
              key={spot.key}
              class={`place${spot.vague ? " vague" : ""}${spot.key === lit || spot.chosen ? " lit" : ""}`}
              transform={`translate(${zoom.scale * px + x} ${zoom.scale * py + y})`}
              aria-label={spot.said}
              aria-pressed={spot.chosen}
              {...button(spot.key, () => go(spot.patch))}
            >
              <title>{spot.said}</title>
              <circle class="reach" data-unseen r={Math.max(radius(spot), REACH)} />
              <circle class="disc" r={radius(spot)} />
            </g>
          );
        })}
      <g class="names" aria-hidden="true">
        {names.map((one) => (
          <text key={one.key} x={one.x} y={one.y}>
            {one.words}
          </text>
        ))}
      </g>
    </svg>
  );
}
