import type { Spot } from "./spots";
import type { Zoom } from "./use-zoom";
import type { World } from "./world";

const LONGEST = 22;
const LETTER = 6.6; // pixels, about
const LINE = 14;

export interface Label {
  key: string;
  words: string;
  x: number;
  y: number;
}

/** The names for which there is room, the busiest first: none over another, none over the edge. Without a radius, on the spot. */
export function labels(spots: Spot[], world: World, { scale, shift }: Zoom, radius: (spot: Spot) => number | null): Label[] {
  const taken: [left: number, top: number, right: number, bottom: number][] = [];
  return spots.flatMap((spot) => {
    if (!spot.at) return [];
    const words = spot.name.length > LONGEST ? `${spot.name.slice(0, LONGEST - 1)}…` : spot.name;
    const wide = words.length * LETTER;
    const beside = radius(spot);
    const x = scale * spot.at[0] + shift[0] + (beside === null ? -wide / 2 : beside + 3);
    const y = scale * spot.at[1] + shift[1];
    const box = [x, y - LINE / 2, x + wide, y + LINE / 2] as const;
    const outside = box[0] < 0 || box[1] < 0 || box[2] > world.width || box[3] > world.height;
    if (outside || taken.some((one) => box[0] < one[2] && box[2] > one[0] && box[1] < one[3] && box[3] > one[1])) return [];
    taken.push([...box]);
    return [{ key: spot.key, words, x, y: y + 4 }];
  });
}
