import { number } from "../shared/words";

const SHADES = 4;

/** 1 to 4: by orders of magnitude, so that one busy host does not leave all others pale. */
export const shade = (count: number, most: number): number =>
  Math.min(SHADES, Math.max(1, Math.ceil((SHADES * Math.log(count + 1)) / Math.log(most + 1))));

/** Which counts have which shade, of those that there are: "3–8". */
export function ranges(counts: number[]): { shade: number; words: string }[] {
  const most = Math.max(...counts, 1);
  return Array.from({ length: SHADES }, (_, at) => at + 1).flatMap((one) => {
    const of = counts.filter((count) => shade(count, most) === one);
    if (!of.length) return [];
    const [low, high] = [Math.min(...of), Math.max(...of)];
    return [{ shade: one, words: low === high ? number(low) : `${number(low)}–${number(high)}` }];
  });
}
