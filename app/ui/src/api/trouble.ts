// What concerns the whole page and not one view: the service is away, or wants to know who asks.

export type Trouble = "away" | "locked";

type Listener = () => void;
const listeners: Record<Trouble, Set<Listener>> = { away: new Set(), locked: new Set() };

export function tell(trouble: Trouble): void {
  for (const one of [...listeners[trouble]]) one();
}

export function onTrouble(trouble: Trouble, listener: Listener): () => void {
  listeners[trouble].add(listener);
  return () => {
    listeners[trouble].delete(listener);
  };
}
