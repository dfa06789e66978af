// How sure the machine is, in words and in figures.

import type { Ground, Tie } from "../api/types";
import { share } from "../shared/words";

/** "sure, 93 %". The figure is the extractor's own; docs/extraction.md says how well it keeps to it. */
export function sure(confidence: number): string {
  const words = confidence >= 0.9 ? "sure" : confidence >= 0.75 ? "fairly sure" : confidence >= 0.5 ? "unsure" : "very unsure";
  return `${words}, ${share(confidence)}`;
}

const WEIGHT = new Intl.NumberFormat(undefined, { signDisplay: "exceptZero", maximumFractionDigits: 2 });

export const weight = (ground: Ground): string => WEIGHT.format(ground.weight);

const KINDS: Record<string, string> = {
  certain: "certainly one",
  likely: "likely one",
  apart: "kept apart",
  unrelated: "nothing ties them",
};

export const tied = (tie: Tie): string => `${KINDS[tie.kind] ?? tie.kind}, strength ${WEIGHT.format(tie.strength).replace("+", "")}`;
