// How what is drawn looks: sizes, colours and labels of nodes and lines, by the theme of the moment.

import { DirectedGraph } from "graphology";

import { mix, partyColour, type Theme } from "./colours";
import { LINES, type Lined } from "./edge-program";
import { labelOf } from "./labels";
import type { Point } from "./layout";
import type { Mark } from "./marks";
import type { Model, Spot, Tie } from "./model";
import { SHAPES, type Shaped } from "./node-program";

export interface NodeLook extends Point, Shaped {
  size: number;
  color: string;
  label: string;
  type: "shape";
}

export interface EdgeLook extends Lined {
  size: number;
  color: string;
  type: "line";
}

export type Drawn = DirectedGraph<NodeLook, EdgeLook>;

/** What is not looked at steps back, but stays to be seen. */
const BACK = 0.18;

export function dressed(model: Model, places: Map<string, Point>, theme: Theme): Drawn {
  const graph: Drawn = new DirectedGraph();
  const small = Math.min(1, Math.max(0.5, Math.sqrt(300 / Math.max(1, model.spots.size))));
  for (const spot of model.spots.values()) graph.addNode(spot.id, { ...places.get(spot.id)!, ...nodeLook(spot, small, theme) });
  for (const tie of model.ties.values()) {
    if (graph.hasNode(tie.source) && graph.hasNode(tie.target)) graph.addEdgeWithKey(tie.id, tie.source, tie.target, edgeLook(tie, small, theme));
  }
  return graph;
}

export function nodeLook(spot: Spot, small: number, theme: Theme): Omit<NodeLook, "x" | "y"> {
  const grown = spot.type === "actor" ? 4 + 2 * Math.sqrt(spot.weight) : 5 + Math.sqrt(spot.weight);
  return {
    type: "shape",
    label: labelOf(spot),
    size: Math.min(20, grown) * small,
    ...(spot.type === "actor"
      ? { shape: SHAPES.circle, color: partyColour(spot.party), outline: theme.ink }
      : { shape: MEETING[spot.mark], color: spot.mark === "ahead" ? theme.ground : markColour(spot.mark, theme), outline: outlineOf(spot.mark, theme) }),
  };
}

const MEETING: Record<Mark, number> = { held: SHAPES.diamond, ahead: SHAPES.hollow, off: SHAPES.crossed };

const markColour = (mark: Mark, theme: Theme): string => ({ held: theme.good, ahead: theme.warn, off: theme.bad })[mark];

/** A crossed one is crossed in the colour of its outline. */
const outlineOf = (mark: Mark, theme: Theme): string => (mark === "ahead" ? theme.warn : theme.ink);

function edgeLook(tie: Tie, small: number, theme: Theme): EdgeLook {
  const color = tie.mark === "held" ? mix(theme.edge, theme.ground, small < 0.7 ? 0.55 : 0.8) : markColour(tie.mark, theme);
  return { type: "line", line: LINES[tie.mark], size: Math.max(tie.mark === "held" ? 0 : 1.8, Math.min(8, 1 + 1.1 * Math.log2(tie.weight)) * small), color };
}

/** What the reader looks at: all of it where nothing is looked at. */
export interface Look {
  spots: Set<string> | null;
  ties: Set<string> | null;
  spot: string | null;
  tie: string | null;
}

export const EVERYTHING: Look = { spots: null, ties: null, spot: null, tie: null };

export function nodeAsSeen(id: string, data: NodeLook, look: Look, theme: Theme): NodeLook & { zIndex: number; highlighted: boolean; forceLabel: boolean } {
  const mine = look.spot === id;
  const back = look.spots !== null && !look.spots.has(id);
  return {
    ...data,
    zIndex: mine ? 2 : back ? 0 : 1,
    highlighted: mine,
    forceLabel: mine,
    label: back ? "" : data.label,
    color: back ? mix(data.color, theme.ground, BACK) : data.color,
    outline: mine ? theme.accent : back ? mix(data.outline, theme.ground, BACK) : data.outline,
    size: mine ? data.size * 1.2 + 1 : data.size,
  };
}

export function edgeAsSeen(id: string, data: EdgeLook, look: Look, theme: Theme): EdgeLook & { zIndex: number } {
  const mine = look.tie === id;
  const back = look.ties !== null && !look.ties.has(id);
  return {
    ...data,
    zIndex: mine ? 2 : back ? 0 : 1,
    color: mine ? theme.accent : back ? mix(data.color, theme.ground, BACK) : data.color,
    size: mine ? data.size + 2 : data.size,
  };
}
