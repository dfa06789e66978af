// The picture itself: sigma draws it, this says what and where. Knows nothing of requests and of the address.

import Sigma from "sigma";

import { readTheme, type Theme } from "./colours";
import { dressed, type Drawn, edgeAsSeen, type EdgeLook, EVERYTHING, type Look, nodeAsSeen, type NodeLook } from "./dress";
import { LineProgram } from "./edge-program";
import { drawHover, drawLabel } from "./labels";
import { Layout, type Point, stillness } from "./layout";
import type { Model } from "./model";
import { ShapeProgram } from "./node-program";
import { lineAt, nodeAt } from "./pointing";
import { pngOf, sheetOf } from "./copies";
import { svg } from "./svg";

export interface Heard {
  open: (open: string) => void;
  expand: (id: string) => void;
  /** What the pointer is on: a spot's or a line's id. */
  hover: (id: string | null) => void;
  /** All nodes have their place. */
  settled: (places: Map<string, Point>) => void;
}

/** A second click within this time expands; only then is a single one a single one. */
const DOUBLE = 250;
const GLIDE = 300;
/** With so many lines a move shows the nodes alone. */
const MANY = 3000;

export class Stage {
  private readonly sigma: Sigma<NodeLook, EdgeLook>;
  private readonly layout = new Layout();
  private theme: Theme;
  private model: Model | null = null;
  private hovered: string | null = null;
  /** The node under the pointer; a line is looked for where there is none. */
  private pointed: string | null = null;
  private selected: { spot: string | null; tie: string | null } = { spot: null, tie: null };
  private look: Look = EVERYTHING;
  private clicked: ReturnType<typeof setTimeout> | undefined;

  /** Raises where the browser draws no WebGL. */
  constructor(
    host: HTMLElement,
    private readonly heard: Heard,
  ) {
    this.theme = readTheme(host);
    const theme = () => this.theme;
    this.sigma = new Sigma<NodeLook, EdgeLook>(dressed({ mode: "actors", of: "", spots: new Map(), ties: new Map(), neighbours: new Map() }, new Map(), this.theme), host, {
      allowInvalidContainer: true,
      nodeProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { line: LineProgram as never },
      defaultNodeType: "shape",
      defaultEdgeType: "line",
      defaultDrawNodeLabel: drawLabel(theme) as never,
      defaultDrawNodeHover: drawHover(theme) as never,
      labelFont: "system-ui, sans-serif",
      labelSize: 12,
      labelRenderedSizeThreshold: 5,
      labelGridCellSize: 115,
      minEdgeThickness: 1,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 6,
      doubleClickTimeout: DOUBLE,
      stagePadding: 40,
      nodeReducer: (id, data) => nodeAsSeen(id, data, this.look, this.theme),
      edgeReducer: (id, data) => edgeAsSeen(id, data, this.look, this.theme),
    });
    // sigma has no setting for it; lines are looked for here alone.
    Object.assign(this.sigma, { getNodeAtPosition: (pointer: Point) => nodeAt(this.sigma, pointer) });
    this.listen();
  }

  private listen(): void {
    const { sigma, heard } = this;
    sigma.on("enterNode", ({ node }) => this.point(node));
    sigma.on("leaveNode", () => this.point(null));
    sigma.on("leaveStage", () => {
      this.point(null);
      // sigma tells that the pointer left the node, but still takes it to be there when it comes back.
      Object.assign(sigma, { hoveredNode: null });
    });
    sigma.on("moveBody", ({ event }) => {
      const inside = event.original.target instanceof Node && sigma.getContainer().contains(event.original.target);
      if (inside && !this.pointed) this.hover(lineAt(sigma, event));
    });
    sigma.on("clickNode", ({ node }) => {
      clearTimeout(this.clicked);
      this.clicked = setTimeout(() => heard.open(`${this.model?.spots.get(node)?.type}:${node}`), DOUBLE);
    });
    sigma.on("clickStage", ({ event }) => {
      const line = lineAt(sigma, event);
      const tie = line && this.model?.ties.get(line);
      if (tie) heard.open(tie.open);
    });
    sigma.on("doubleClickNode", (told) => {
      told.preventSigmaDefault();
      clearTimeout(this.clicked);
      heard.expand(told.node);
    });
  }

  private point(node: string | null): void {
    this.pointed = node;
    this.hover(node);
  }

  /** Another picture, or more of the same one. The camera follows where the filters are others. */
  show(model: Model): void {
    const another = this.model?.of !== model.of;
    this.model = model;
    const { places, fresh, known } = this.layout.begin(model);
    if (!known) this.sigma.setCustomBBox(null);
    this.draw(places);
    const end = (found: Map<string, Point>) => {
      if (fresh.length) this.place(found);
      // From here on new nodes do not move the others on the screen.
      if (!this.sigma.getCustomBBox()) this.sigma.setCustomBBox(frame(found));
      this.sigma.refresh();
      if (another) this.fit();
      this.heard.settled(found);
    };
    if (fresh.length) this.layout.settle(model, places, fresh, (found) => this.place(found), end);
    else {
      this.layout.stop();
      end(places);
    }
  }

  /** All places anew. */
  arrange(): void {
    if (!this.model) return;
    this.layout.forget(this.model.mode);
    const model = this.model;
    this.model = null;
    this.show(model);
  }

  private draw(places: Map<string, Point>): void {
    if (!this.model) return;
    const graph = dressed(this.model, places, this.theme);
    if (this.hovered && !graph.hasNode(this.hovered) && !graph.hasEdge(this.hovered)) this.hovered = null;
    this.look = this.looked();
    this.sigma.setSetting("hideEdgesOnMove", graph.size > MANY);
    this.sigma.setGraph(graph);
  }

  private place(places: Map<string, Point>): void {
    this.graph.updateEachNodeAttributes((id, data) => Object.assign(data, places.get(id)), { attributes: ["x", "y"] });
  }

  private get graph(): Drawn {
    return this.sigma.getGraph() as Drawn;
  }

  hover(id: string | null): void {
    if (this.hovered === id) return;
    this.hovered = id;
    this.sigma.getContainer().style.cursor = id ? "pointer" : "";
    this.heard.hover(id);
    this.look = this.looked();
    this.sigma.refresh({ schedule: true });
  }

  select(selected: { spot: string | null; tie: string | null }): void {
    this.selected = selected;
    this.look = this.looked();
    this.sigma.refresh({ schedule: true });
  }

  private looked(): Look {
    const { model, hovered, selected } = this;
    if (!model || hovered === null) return { ...EVERYTHING, ...selected };
    const tie = model.ties.get(hovered);
    if (tie) return { ...selected, spots: new Set([tie.source, tie.target]), ties: new Set([hovered]) };
    const spots = new Set(model.neighbours.get(hovered)).add(hovered);
    const ties = new Set([...model.ties.values()].filter((one) => one.source === hovered || one.target === hovered).map((one) => one.id));
    return { ...selected, spots, ties };
  }

  recolour(): void {
    this.theme = readTheme(this.sigma.getContainer());
    if (this.model) this.draw(new Map(this.graph.mapNodes((id, { x, y }) => [id, { x, y }])));
  }

  resize(): void {
    this.sigma.resize().scheduleRefresh();
  }

  zoom(factor: number): void {
    const camera = this.sigma.getCamera();
    this.move({ ratio: camera.getBoundedRatio(camera.ratio / factor) });
  }

  /** All that is shown, and no more. */
  fit(): void {
    const seen = this.graph.nodes().map((id) => this.framed(id));
    if (!seen.length) return;
    const [xs, ys] = [seen.map((one) => one.x), seen.map((one) => one.y)];
    const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    this.move({ x: (left + right) / 2, y: (low + high) / 2, ratio: Math.max(0.1, right - left, high - low) });
  }

  /** Brings a spot to the middle, near enough to read what is around it. */
  centre(id: string): void {
    if (this.graph.hasNode(id)) this.move({ ...this.framed(id), ratio: Math.min(this.sigma.getCamera().ratio, 0.5) });
  }

  /** As the camera counts. What sigma displays of a node is not there while a drawing is still to come. */
  private framed(id: string): Point {
    return this.sigma.viewportToFramedGraph(this.sigma.graphToViewport(this.graph.getNodeAttributes(id)));
  }

  private move(to: { x?: number; y?: number; ratio?: number }): void {
    if (stillness()) this.sigma.getCamera().setState(to);
    else void this.sigma.getCamera().animate(to, { duration: GLIDE });
  }

  svg(title: string): string {
    return svg(sheetOf(this.sigma, this.model, this.theme, title));
  }

  png(): Promise<Blob> {
    return pngOf(this.sigma, this.theme);
  }

  kill(): void {
    clearTimeout(this.clicked);
    this.layout.kill();
    this.sigma.kill();
  }
}

function frame(places: Map<string, Point>): { x: [number, number]; y: [number, number] } {
  const [xs, ys] = [[...places.values()].map((one) => one.x), [...places.values()].map((one) => one.y)];
  return { x: [Math.min(...xs), Math.max(...xs)], y: [Math.min(...ys), Math.max(...ys)] };
}
