// What views that draw SVG by themselves have in common.

import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { RefObject } from "preact";

import { type Picture, svgOf, svgToPng, usePicture } from "../takeout/pictures";

/** How wide the element is on the page, 0 before it is laid out. */
export function useWidth<T extends Element>(): [RefObject<T>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const one = element.current;
    if (!one) return;
    const measure = () => setWidth(Math.floor(one.getBoundingClientRect().width));
    measure();
    const watching = new ResizeObserver(measure);
    watching.observe(one);
    return () => watching.disconnect();
  }, []);
  return [element, width];
}

/** Offer the drawing as a picture to take out, once it is there. */
export function useDrawing(there: boolean): RefObject<SVGSVGElement> {
  const drawing = useRef<SVGSVGElement>(null);
  const picture = useMemo<Picture>(() => {
    const svg = () => svgOf(drawing.current as SVGSVGElement);
    return {
      svg: async () => svg(),
      png: async () => {
        const { width, height } = (drawing.current as SVGSVGElement).getBoundingClientRect();
        return svgToPng(svg(), width, height);
      },
    };
  }, []);
  usePicture(there ? picture : null);
  return drawing;
}
