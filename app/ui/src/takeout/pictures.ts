// The picture that can be taken out: the view that is shown offers its own.

import { useEffect } from "preact/hooks";

export interface Picture {
  svg: () => Promise<string>;
  png: () => Promise<Blob>;
}

let offered: Picture | null = null;
const listeners = new Set<() => void>();

function offer(picture: Picture | null): void {
  offered = picture;
  for (const one of [...listeners]) one();
}

/** Offer this picture as long as the caller is shown. Keep it the same between renderings. */
export function usePicture(picture: Picture | null): void {
  useEffect(() => {
    offer(picture);
    return () => {
      if (offered === picture) offer(null);
    };
  }, [picture]);
}

export const currentPicture = (): Picture | null => offered;

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

// What a drawing looks like, as attributes of SVG.
const LOOKS = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "display",
  "visibility",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "paint-order",
  "vector-effect",
];
// Characters that no XML may hold.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
// What is of use on the page alone.
const OF_PAGE = ["class", "style", "role", "tabindex"];

/** The drawing as a file that stands alone: colours as they are on the page now, on the page's ground. */
export function svgOf(element: SVGSVGElement): string {
  const copy = element.cloneNode(true) as SVGSVGElement;
  const drawn = [element, ...element.querySelectorAll("*")];
  const copied = [copy, ...copy.querySelectorAll("*")];
  drawn.forEach((one, at) => still(one, copied[at] as Element));
  for (const one of copy.querySelectorAll("[data-unseen]")) one.remove();
  const { width, height } = sizeOf(element);
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(ground);
  return new XMLSerializer().serializeToString(copy).replace(UNWRITABLE, "\ufffd");
}

function still(drawn: Element, copy: Element): void {
  const looks = getComputedStyle(drawn);
  for (const name of LOOKS) {
    const value = looks.getPropertyValue(name);
    if (value) copy.setAttribute(name, value.replaceAll('url("#', "url(#").replaceAll('")', ")"));
  }
  for (const { name } of [...copy.attributes]) if (OF_PAGE.includes(name) || name.startsWith("aria-")) copy.removeAttribute(name);
}

function sizeOf(element: SVGSVGElement): { width: number; height: number } {
  const { width, height } = element.getBoundingClientRect();
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

export async function svgToPng(svg: string, width: number, height: number, scale = 2): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("The picture could not be drawn."))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
