// Whoever changes the graph from this page says so here; whoever shows it listens.

type Listener = () => void;
const listeners = new Set<Listener>();

export function changed(): void {
  for (const one of [...listeners]) one();
}

export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
