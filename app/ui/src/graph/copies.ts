// The picture as a file: what the canvas shows at the moment.

import type Sigma from "sigma";

import type { Theme } from "./colours";
import type { EdgeLook, NodeLook } from "./dress";
import type { Model } from "./model";
import type { Sheet } from "./svg";

export function sheetOf(sigma: Sigma<NodeLook, EdgeLook>, model: Model | null, theme: Theme, title: string): Sheet {
  const graph = sigma.getGraph();
  const { width, height } = sigma.getDimensions();
  const named = sigma.getNodeDisplayedLabels();
  const at = (id: string) => sigma.graphToViewport(graph.getNodeAttributes(id));
  const size = (value: number) => sigma.scaleSize(value);
  const words = (id: string) => model?.spots.get(id)?.name ?? id;
  return {
    width,
    height,
    title,
    theme,
    nodes: graph.mapNodes((id) => {
      const seen = sigma.getNodeDisplayData(id) as unknown as NodeLook;
      return { ...at(id), size: size(seen.size), color: seen.color, outline: seen.outline, shape: seen.shape, label: named.has(id) ? seen.label : null, title: `${words(id)}, ${model?.spots.get(id)?.about ?? ""}` };
    }),
    edges: graph.mapEdges((id, _look, source, target) => {
      const seen = sigma.getEdgeDisplayData(id) as unknown as EdgeLook;
      const [from, to] = [at(source), at(target)];
      const thick = Math.max(1, size(seen.size));
      return { x1: from.x, y1: from.y, x2: to.x, y2: to.y, size: thick, color: seen.color, line: seen.line, title: `${words(source)} – ${words(target)}: ${model?.ties.get(id)?.words ?? ""}` };
    }),
  };
}

/** WebGL forgets what it drew with the next frame: drawn and copied in one go. */
export function pngOf(sigma: Sigma<NodeLook, EdgeLook>, theme: Theme): Promise<Blob> {
  sigma.refresh();
  const layers = [...sigma.getContainer().querySelectorAll("canvas")];
  const first = layers[0]!;
  const sheet = document.createElement("canvas");
  sheet.width = first.width;
  sheet.height = first.height;
  const context = sheet.getContext("2d")!;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const layer of layers) if (layer.width && layer.height) context.drawImage(layer, 0, 0, sheet.width, sheet.height);
  return new Promise((done, failed) => sheet.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture could not be written."))), "image/png"));
}
