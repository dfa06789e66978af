// ForceAtlas2 aside of the page's own thread. A file of this origin: the library's own worker would be made of a
// blob, which the page's policy forbids.

import iterate from "graphology-layout-forceatlas2/iterate.js";

import { PER_NODE, type Task, type Told } from "./layout-task";
import { spread } from "./spread";

const SLICE = 40;
const SHOWN_EVERY = 120;
/** Settled, when a step moves the nodes by less than this share of the picture on the average. */
const STILL = 0.0004;

let current = 0;

addEventListener("message", ({ data }: MessageEvent<Task>) => {
  current = data.run;
  work(data, 0, performance.now());
});

function work(task: Task, done: number, shown: number): void {
  if (task.run !== current) return;
  const until = performance.now() + SLICE;
  let moved = Infinity;
  while (done < task.steps && moved > STILL && performance.now() < until) {
    const before = task.nodes.slice();
    iterate(task.settings, task.nodes, task.edges);
    done += 1;
    // The first steps only unfold.
    if (done > 30) moved = movement(before, task.nodes);
  }
  const finished = done >= task.steps || moved <= STILL;
  if (finished) spread(task.nodes);
  const due = finished || (task.animated && performance.now() - shown > SHOWN_EVERY);
  if (due) postMessage({ run: task.run, nodes: task.nodes.slice(), finished } satisfies Told);
  // Lets the next message in.
  if (!finished) setTimeout(work, 0, task, done, due ? performance.now() : shown);
}

function movement(before: Float32Array, after: Float32Array): number {
  let [left, right, top, bottom, sum, free] = [Infinity, -Infinity, Infinity, -Infinity, 0, 0];
  for (let at = 0; at < after.length; at += PER_NODE) {
    const [x, y] = [after[at]!, after[at + 1]!];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
    if (after[at + 9]) continue;
    free += 1;
    sum += Math.hypot(x - before[at]!, y - before[at + 1]!);
  }
  return free ? sum / free / Math.max(right - left, bottom - top, 1e-6) : 0;
}
