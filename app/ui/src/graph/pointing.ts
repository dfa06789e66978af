// What is under the pointer, reckoned from the places. sigma would read it from a second drawing, and the page would
// wait at each move until that is there: without a graphics card a few hundred milliseconds for a large graph.

import type Sigma from "sigma";

import type { EdgeLook, NodeLook } from "./dress";
import type { Point } from "./layout";

/** The node under the pointer, or the nearest of several. */
export function nodeAt(sigma: Sigma<NodeLook, EdgeLook>, pointer: Point): string | null {
  const at = sigma.viewportToGraph(pointer);
  const pixel = 1 / sigma.getGraphToViewportRatio();
  let nearest = Infinity;
  let found: string | null = null;
  sigma.getGraph().forEachNode((id, { x, y, size }) => {
    const far = Math.hypot(at.x - x, at.y - y);
    if (far < nearest && far < (sigma.scaleSize(size) + 1) * pixel) [nearest, found] = [far, id];
  });
  return found;
}

/** So many pixels beside a line still mean it. */
const NEAR = 5;

/** The line under the pointer, or the nearest of several. */
export function lineAt(sigma: Sigma<NodeLook, EdgeLook>, pointer: Point): string | null {
  const at = sigma.viewportToGraph(pointer);
  let nearest = NEAR / sigma.getGraphToViewportRatio();
  let found: string | null = null;
  sigma.getGraph().forEachEdge((id, _look, _source, _target, from, to) => {
    const far = distance(at, from, to);
    if (far < nearest) [nearest, found] = [far, id];
  });
  return found;
}

function distance(at: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const square = dx * dx + dy * dy;
  const along = square ? Math.min(1, Math.max(0, ((at.x - from.x) * dx + (at.y - from.y) * dy) / square)) : 0;
  return Math.hypot(at.x - from.x - along * dx, at.y - from.y - along * dy);
}
