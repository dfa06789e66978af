// The picture as an SVG that stands alone: lines, nodes and the names that are shown, as the canvas has them.

import type { Theme } from "./colours";
import { CROSS, DASH, LINES } from "./edge-program";
import { SHAPES } from "./node-program";

export interface DrawnNode {
  x: number;
  y: number;
  size: number;
  color: string;
  outline: string;
  shape: number;
  label: string | null;
  title: string;
}

export interface DrawnEdge {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  size: number;
  color: string;
  line: number;
  title: string;
}

export interface Sheet {
  width: number;
  height: number;
  title: string;
  theme: Theme;
  nodes: DrawnNode[];
  edges: DrawnEdge[];
}

export function svg({ width, height, title, theme, nodes, edges }: Sheet): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="sans-serif" font-size="12">`,
    `<title>${text(title)}</title>`,
    `<rect width="100%" height="100%" fill="${theme.ground}"/>`,
    ...edges.map(edge),
    ...nodes.map(node),
    ...nodes.filter((one) => one.label).map((one) => label(one, theme, width)),
    "</svg>",
  ].join("\n");
}

function edge(one: DrawnEdge): string {
  const dash = one.line === LINES.ahead ? ` stroke-dasharray="${DASH.join(" ")}"` : "";
  const line = `<line x1="${n(one.x1)}" y1="${n(one.y1)}" x2="${n(one.x2)}" y2="${n(one.y2)}" stroke="${one.color}" stroke-width="${n(one.size)}"${dash}><title>${text(one.title)}</title></line>`;
  if (one.line !== LINES.off) return line;
  const [x, y, turn] = [(one.x1 + one.x2) / 2, (one.y1 + one.y2) / 2, (Math.atan2(one.y2 - one.y1, one.x2 - one.x1) * 180) / Math.PI];
  const arms = `M-${CROSS} -${CROSS}L${CROSS} ${CROSS}M-${CROSS} ${CROSS}L${CROSS} -${CROSS}`;
  return `${line}<path d="${arms}" transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})" stroke="${one.color}" stroke-width="2.4"/>`;
}

function node(one: DrawnNode): string {
  const title = `<title>${text(one.title)}</title>`;
  const paint = `fill="${one.color}" stroke="${one.outline}" stroke-width="${n(Math.min(2.5, Math.max(1, one.size * 0.22)))}"`;
  if (one.shape === SHAPES.circle) return `<circle cx="${n(one.x)}" cy="${n(one.y)}" r="${n(one.size)}" ${paint}>${title}</circle>`;
  const far = one.size * 1.25;
  const half = far / 2;
  const cross = one.shape === SHAPES.crossed ? `M-${n(half)} -${n(half)}L${n(half)} ${n(half)}M-${n(half)} ${n(half)}L${n(half)} -${n(half)}` : "";
  return `<path transform="translate(${n(one.x)} ${n(one.y)})" d="M0 -${n(far)}L${n(far)} 0L0 ${n(far)}L-${n(far)} 0Z${cross}" ${paint}>${title}</path>`;
}

/** About how wide a letter of 12 pixels is: a name that would leave the sheet on the right is written on the left. */
const LETTER = 6.6;

const label = (one: DrawnNode, theme: Theme, width: number): string => {
  const far = one.size + 4;
  const left = one.x + far + LETTER * (one.label ?? "").length > width;
  return `<text x="${n(left ? one.x - far : one.x + far)}"${left ? ' text-anchor="end"' : ""} y="${n(one.y + 4)}" fill="${theme.ink}" stroke="${theme.ground}" stroke-width="3" stroke-linejoin="round" paint-order="stroke">${text(one.label ?? "")}</text>`;
};

const n = (value: number): string => String(Math.round(value * 10) / 10);

/** Names may hold anything; what XML forbids is left out. */
const text = (value: string): string =>
  value
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
