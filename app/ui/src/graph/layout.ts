// Where the nodes are. A node that once has its place keeps it, whatever the filters bring or take away;
// new ones begin where their name puts them, beside those they belong to, and settle among the others.

import { hash } from "./colours";
import { PER_EDGE, PER_NODE, type Task, type Told } from "./layout-task";
import type { Model } from "./model";

export interface Point {
  x: number;
  y: number;
}

type Places = Map<string, Point>;

/** Of each kind of picture, as long as the page is open: another view and back, and all is where it was. */
const kept: Record<Model["mode"], Places> = { actors: new Map(), meetings: new Map() };

/** Distance between neighbours, about. */
const SPACE = 12;
/** Where every pair is looked at, the time grows with their square. */
const TREE_FROM = 500;

export const stillness = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

export class Layout {
  private worker: Worker | null = null;
  private run = 0;
  /** Where those were that had no time to settle. */
  private underway: Places = new Map();

  /** Where these nodes are by now; those that are `fresh` still have to settle. */
  begin(model: Model): { places: Places; fresh: string[]; known: number } {
    const before = kept[model.mode];
    const places: Places = new Map();
    for (const id of model.spots.keys()) {
      const known = before.get(id);
      if (known) places.set(id, known);
    }
    const fresh = [...model.spots.keys()].filter((id) => !places.has(id)).sort();
    const known = places.size;
    const wide = SPACE * Math.sqrt(model.spots.size);
    for (const id of fresh) places.set(id, this.underway.get(id) ?? start(id, beside(model, id, before), wide));
    return { places, fresh, known };
  }

  /** Moves the fresh ones alone. `step` may come several times before `end`, unless the reader wants no motion. */
  settle(model: Model, places: Places, fresh: readonly string[], step: (places: Places) => void, end: (places: Places) => void): void {
    this.stop();
    const run = this.run;
    const free = new Set(fresh);
    const ids = [...model.spots.keys()];
    this.worker ??= new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
    this.worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if (data.run !== this.run) return;
      const found: Places = new Map(ids.map((id, at) => [id, free.has(id) ? point(data.nodes, at) : places.get(id)!]));
      this.underway = data.finished ? new Map() : found;
      if (!data.finished) return step(found);
      for (const id of fresh) kept[model.mode].set(id, found.get(id)!);
      end(found);
    };
    const task = taskOf(run, model, ids, places, free);
    this.worker.postMessage(task, [task.nodes.buffer, task.edges.buffer]);
  }

  /** What runs is of no use any more. */
  stop(): void {
    this.run += 1;
  }

  forget(mode: Model["mode"]): void {
    kept[mode].clear();
  }

  kill(): void {
    this.stop();
    this.worker?.terminate();
    this.worker = null;
  }
}

const point = (nodes: Float32Array, at: number): Point => ({ x: nodes[at * PER_NODE]!, y: nodes[at * PER_NODE + 1]! });

/** The middle of those neighbours that have their place, if any. */
function beside(model: Model, id: string, before: Places): Point | null {
  const near = [...(model.neighbours.get(id) ?? [])].map((one) => before.get(one)).filter((one) => one !== undefined);
  if (!near.length) return null;
  const sum = near.reduce((all, one) => ({ x: all.x + one.x, y: all.y + one.y }), { x: 0, y: 0 });
  return { x: sum.x / near.length, y: sum.y / near.length };
}

function start(id: string, near: Point | null, wide: number): Point {
  const turn = (hash(id) / 2 ** 32) * 2 * Math.PI;
  const far = Math.sqrt(hash(`${id} far`) / 2 ** 32) * (near ? SPACE * 3 : wide) + 1;
  return { x: (near?.x ?? 0) + far * Math.cos(turn), y: (near?.y ?? 0) + far * Math.sin(turn) };
}

function taskOf(run: number, model: Model, ids: string[], places: Places, free: Set<string>): Task {
  const at = new Map(ids.map((id, number) => [id, number]));
  const nodes = new Float32Array(ids.length * PER_NODE);
  const edges = new Float32Array(model.ties.size * PER_EDGE);
  ids.forEach((id, number) => {
    const { x, y } = places.get(id)!;
    nodes.set([x, y, 0, 0, 0, 0, 1, 1, 1, free.has(id) ? 0 : 1], number * PER_NODE);
  });
  let edge = 0;
  for (const { source, target, weight } of model.ties.values()) {
    const [from, to] = [at.get(source)! * PER_NODE, at.get(target)! * PER_NODE];
    const pull = 1 + Math.log2(weight);
    nodes[from + 6]! += pull;
    nodes[to + 6]! += pull;
    edges.set([from, to, pull], edge);
    edge += PER_EDGE;
  }
  return { run, nodes, edges, settings: settings(ids.length), steps: ids.length > TREE_FROM ? 200 : 400, animated: !stillness() };
}

const settings = (order: number): Task["settings"] => ({
  linLogMode: false,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 1,
  scalingRatio: 10,
  strongGravityMode: true,
  gravity: 0.15,
  slowDown: 1 + Math.log(order),
  barnesHutOptimize: order > TREE_FROM,
  barnesHutTheta: 0.6,
});
