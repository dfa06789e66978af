// In which order rows stand. The service has some orders of its own; any other sorts what was fetched.

export interface Sort {
  column: string;
  descending: boolean;
}

/** "date" upwards, "-date" downwards, as it stands in the address. */
export function readSort(words: string | undefined, known: readonly string[], otherwise: Sort): Sort {
  const descending = words?.startsWith("-") ?? false;
  const column = descending ? words?.slice(1) : words;
  return column && known.includes(column) ? { column, descending } : otherwise;
}

export const writeSort = ({ column, descending }: Sort): string => (descending ? `-${column}` : column);

/** What a column sorts by; null stands at the end in either direction. */
export type Value = string | number | null;

const BY_LETTERS = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

export function sorted<T>(rows: readonly T[], value: (row: T) => Value, descending: boolean): T[] {
  const turn = descending ? -1 : 1;
  return [...rows].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return turn * (typeof a === "number" && typeof b === "number" ? a - b : BY_LETTERS.compare(String(a), String(b)));
  });
}
