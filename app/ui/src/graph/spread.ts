import { PER_NODE } from "./layout-task";

const ROUNDS = 40;

/** Pushes apart nodes that would lie upon each other; those that are fixed stay. Quick: only cells beside each other are looked at. */
export function spread(nodes: Float32Array): void {
  const room = roomOf(nodes);
  for (let round = 0; round < ROUNDS; round++) if (!push(nodes, room)) return;
}

/** How far apart two have to be: what the picture has room for. */
function roomOf(nodes: Float32Array): number {
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < nodes.length; at += PER_NODE) {
    left = Math.min(left, nodes[at]!);
    right = Math.max(right, nodes[at]!);
    low = Math.min(low, nodes[at + 1]!);
    high = Math.max(high, nodes[at + 1]!);
  }
  return Math.max(right - left, high - low, 1) / Math.max(26, 1.7 * Math.sqrt(nodes.length / PER_NODE));
}

function push(nodes: Float32Array, room: number): boolean {
  const cells = new Map<string, number[]>();
  const cell = (value: number) => Math.floor(value / room);
  for (let at = 0; at < nodes.length; at += PER_NODE) {
    const key = `${cell(nodes[at]!)},${cell(nodes[at + 1]!)}`;
    const known = cells.get(key);
    if (known) known.push(at);
    else cells.set(key, [at]);
  }
  let moved = false;
  for (let at = 0; at < nodes.length; at += PER_NODE) {
    const [column, row] = [cell(nodes[at]!), cell(nodes[at + 1]!)];
    for (let x = column - 1; x <= column + 1; x++) {
      for (let y = row - 1; y <= row + 1; y++) {
        for (const other of cells.get(`${x},${y}`) ?? []) if (other > at) moved = apart(nodes, at, other, room) || moved;
      }
    }
  }
  return moved;
}

function apart(nodes: Float32Array, a: number, b: number, room: number): boolean {
  const [free, other] = [nodes[a + 9] ? 0 : 1, nodes[b + 9] ? 0 : 1];
  if (free + other === 0) return false;
  let [dx, dy] = [nodes[b]! - nodes[a]!, nodes[b + 1]! - nodes[a + 1]!];
  let far = Math.hypot(dx, dy);
  if (far >= room * 0.98) return false;
  if (far < 1e-6) [dx, dy, far] = [Math.cos(a + b), Math.sin(a + b), 1];
  const step = (room - Math.min(far, room)) / (free + other) / far || room / 2;
  nodes[a]! -= dx * step * free;
  nodes[a + 1]! -= dy * step * free;
  nodes[b]! += dx * step * other;
  nodes[b + 1]! += dy * step * other;
  return true;
}
