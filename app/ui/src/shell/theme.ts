const KEPT = "chancery-theme";
const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export const theme = (): Theme => {
  const kept = localStorage.getItem(KEPT) as Theme;
  return THEMES.includes(kept) ? kept : "system";
};

export function setTheme(chosen: Theme): void {
  localStorage.setItem(KEPT, chosen);
  apply();
}

/** Without a choice of its own the page follows the system. What is drawn on a canvas listens for "chancery-theme". */
export function apply(): void {
  const chosen = theme();
  if (chosen === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  dispatchEvent(new Event("chancery-theme"));
}

export const next = (before: Theme): Theme => THEMES[(THEMES.indexOf(before) + 1) % THEMES.length] as Theme;
