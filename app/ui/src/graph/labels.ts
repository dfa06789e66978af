// Names on the canvas: plain text, short, and none of the marks that turn a line around.

import type { NodeHoverDrawingFunction, NodeLabelDrawingFunction } from "sigma/rendering";

import type { Theme } from "./colours";
import type { Spot } from "./model";

const LONGEST = 40;
const TURNING = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export function short(text: string, longest = LONGEST): string {
  const plain = text.slice(0, 4 * longest).replace(TURNING, "");
  const parts = [...plain];
  return parts.length > longest ? `${parts.slice(0, longest - 1).join("")}…` : plain;
}

/** With the party in letters: its colour alone would not say it. */
export const labelOf = (spot: Spot): string => short(spot.name) + (spot.party && spot.party !== spot.name ? ` · ${short(spot.party, 12)}` : "");

/** Right of the node, or left of it where the picture ends. */
function beside(context: CanvasRenderingContext2D, { x, size }: { x: number; size: number }, wide: number, gap: number): number {
  const right = x + size + gap;
  const left = x - size - gap - wide;
  return right + wide > context.canvas.clientWidth && left > 0 ? left : right;
}

/** With a rim of the ground, so that it can be read across lines. */
export const drawLabel =
  (theme: () => Theme): NodeLabelDrawingFunction =>
  (context, data, settings) => {
    if (!data.label) return;
    const { ground, ink } = theme();
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const [x, y] = [beside(context, data, context.measureText(data.label).width, 4), data.y + settings.labelSize / 3];
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = ground;
    context.strokeText(data.label, x, y);
    context.fillStyle = ink;
    context.fillText(data.label, x, y);
  };

export const drawHover =
  (theme: () => Theme): NodeHoverDrawingFunction =>
  (context, data, settings) => {
    const { raised, edge, ink } = theme();
    if (!data.label) return;
    context.font = `${settings.labelWeight} ${settings.labelSize}px ${settings.labelFont}`;
    const wide = context.measureText(data.label).width + 10;
    const high = settings.labelSize + 8;
    const [x, y] = [beside(context, data, wide, 2), data.y - high / 2];
    context.fillStyle = raised;
    context.strokeStyle = edge;
    context.lineWidth = 1;
    context.beginPath();
    context.roundRect(x, y, wide, high, 4);
    context.fill();
    context.stroke();
    context.fillStyle = ink;
    context.fillText(data.label, x + 5, data.y + settings.labelSize / 3);
  };
