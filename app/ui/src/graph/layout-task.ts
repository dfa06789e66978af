import type { ForceAtlas2Settings } from "graphology-layout-forceatlas2";

export const PER_NODE = 10;
export const PER_EDGE = 3;

export interface Task {
  run: number;
  nodes: Float32Array;
  edges: Float32Array;
  settings: Required<ForceAtlas2Settings>;
  steps: number;
  animated: boolean;
}

export interface Told {
  run: number;
  nodes: Float32Array;
  finished: boolean;
}
