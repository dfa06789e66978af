// Who judges: asked once, kept in this browser, and sent with each judgement.

const NAME = "chancery-judges";
const ASKED = "chancery-who-judges";

export const LONGEST_NAME = 200;

export const who = {
  get: (): string | null => localStorage.getItem(NAME),
  set: (name: string): void => localStorage.setItem(NAME, name),
};

type Answer = (name: string | null) => void;
const asking: Answer[] = [];

/** The name that is kept, or the one that is given now; null where nobody wants to give one. */
export async function nameOfJudge(): Promise<string | null> {
  return who.get() ?? (await askWho());
}

/** Opens the dialog, also to give another name. */
export function askWho(): Promise<string | null> {
  return new Promise((resolve) => {
    asking.push(resolve);
    dispatchEvent(new Event(ASKED));
  });
}

export function onAsked(open: () => void): () => void {
  addEventListener(ASKED, open);
  return () => removeEventListener(ASKED, open);
}

export function answerWho(name: string | null): void {
  if (name) who.set(name);
  for (const one of asking.splice(0)) one(name);
}
