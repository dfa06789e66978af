// What was written and not stored yet: kept in this tab, so that neither a link nor a reload loses it.

const KEPT = "chancery-bring";

export interface Draft {
  title: string;
  source: string;
  url: string;
  published: string;
  text: string;
}

export const EMPTY: Draft = { title: "", source: "", url: "", published: "", text: "" };

export const isEmpty = (draft: Draft): boolean => Object.values(draft).every((value: string) => !value.trim());

export function kept(): Draft {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    const entries = Object.keys(EMPTY).map((name) => [name, String((found as Record<string, unknown> | null)?.[name] ?? "")]);
    return Object.fromEntries(entries) as Draft;
  } catch {
    return EMPTY;
  }
}

/** False where the browser has no room for it. */
export function keep(draft: Draft): boolean {
  try {
    if (isEmpty(draft)) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}
