import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Point } from "./layout";
import type { Model } from "./model";
import { Stage } from "./stage";

interface Props {
  model: Model;
  selected: { spot: string | null; tie: string | null };
  /** What the picture shows, in a sentence. */
  said: string;
  stage: RefObject<Stage>;
  onOpen: (open: string) => void;
  onExpand: (id: string) => void;
  onHover: (id: string | null) => void;
  onSettled: (places: Map<string, Point>) => void;
  onBusy: () => void;
}

/** Where the picture is drawn. All that can be done in it can also be done in the list beside it. */
export function Canvas({ model, selected, said, stage, ...heard }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef(heard);
  latest.current = heard;
  const [trouble, setTrouble] = useState(false);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const element = host.current!;
    let built: Stage;
    try {
      built = new Stage(element, {
        open: (open) => latest.current.onOpen(open),
        expand: (id) => latest.current.onExpand(id),
        hover: (id) => latest.current.onHover(id),
        settled: (places) => latest.current.onSettled(places),
      });
    } catch {
      setTrouble(true);
      return;
    }
    stage.current = built;
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const recolour = () => built.recolour();
    // A browser takes the drawing away when too many pages draw, or when it changes its graphics card.
    const lost = (event: Event) => {
      event.preventDefault();
      setTurn((one) => one + 1);
    };
    const watched = new ResizeObserver(() => built.resize());
    watched.observe(element);
    addEventListener("chancery-theme", recolour);
    dark.addEventListener("change", recolour);
    element.addEventListener("webglcontextlost", lost, true);
    return () => {
      watched.disconnect();
      removeEventListener("chancery-theme", recolour);
      dark.removeEventListener("change", recolour);
      element.removeEventListener("webglcontextlost", lost, true);
      stage.current = null;
      built.kill();
    };
  }, [turn]);

  useEffect(() => {
    latest.current.onBusy();
    stage.current?.show(model);
  }, [model, turn]);
  useEffect(() => stage.current?.select(selected), [selected.spot, selected.tie, turn]);

  if (trouble) {
    return (
      <p class="graph-stage graph-trouble" role="status">
        This browser draws no WebGL here, so there is no picture. The list of nodes and the other views have the same content.
      </p>
    );
  }
  return <div class="graph-stage" role="img" aria-label={said} ref={host} />;
}
