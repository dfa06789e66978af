// Colours: of parties always the same ones, of the page as its theme has them at the moment.

/**
 * After Okabe and Ito, with four more; told apart by most colour-blind readers by their lightness too.
 * The outline of a node gives the contrast against the ground, and its label says the party in letters.
 */
const PALETTE = [
  "#0072b2",
  "#d55e00",
  "#e69f00",
  "#56b4e9",
  "#009e73",
  "#cc79a7",
  "#f0e442",
  "#882255",
  "#999933",
  "#6a51c7",
  "#8c564b",
  "#44aa99",
] as const;
const NO_PARTY = "#8a949b";

/** Those most often in the news together differ for sure; any other has the colour that its code gives. */
const FIRST = ["USA", "RUS", "CHN", "UKR", "GBR", "FRA", "DEU", "IRN", "TUR", "ISR", "IND", "SAU"];

export function partyColour(party: string | null): string {
  if (!party) return NO_PARTY;
  const known = FIRST.indexOf(party);
  return PALETTE[known >= 0 ? known : hash(party) % PALETTE.length]!;
}

/** The same for the same text on every machine (FNV-1a). */
export function hash(text: string): number {
  let found = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) found = Math.imul(found ^ text.charCodeAt(at), 0x01000193);
  return found >>> 0;
}

const NAMES = ["ground", "raised", "ink", "faint", "line", "edge", "accent", "good", "warn", "bad"] as const;
export type Theme = Record<(typeof NAMES)[number], string>;

/** The theme's variables hold light-dark(); only a drawn element has the colour itself. */
export function readTheme(host: Element): Theme {
  const probe = document.createElement("span");
  host.append(probe);
  const found = {} as Theme;
  for (const name of NAMES) {
    probe.style.color = `var(--${name})`;
    found[name] = hex(getComputedStyle(probe).color);
  }
  probe.remove();
  return found;
}

function hex(rgb: string): string {
  const parts = rgb.match(/[\d.]+/g)?.slice(0, 3) ?? ["0", "0", "0"];
  return `#${parts.map((one) => Math.round(Number(one)).toString(16).padStart(2, "0")).join("")}`;
}

const mixed = new Map<string, string>();

/** So much of the first, the rest of the second; both as #rrggbb. Few pairs of colours are asked for, each of them often. */
export function mix(one: string, other: string, share: number): string {
  const key = `${one}${other}${share}`;
  let found = mixed.get(key);
  if (!found) mixed.set(key, (found = blend(one, other, share)));
  return found;
}

function blend(one: string, other: string, share: number): string {
  const part = (text: string, at: number) => parseInt(text.slice(at, at + 2), 16);
  const parts = [1, 3, 5].map((at) => Math.round(part(one, at) * share + part(other, at) * (1 - share)));
  return `#${parts.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}
