// What was judged in this tab, so that each of it can be taken back. It ends with the tab; the judgements stay.

import { useEffect, useState } from "preact/hooks";

import { changed } from "../api/changes";
import { ApiError, post, remove, segment } from "../api/client";
import type { Judgement, JudgementIn, Verdict } from "../api/types";
import { nameOfJudge } from "./who";

/** One judgement given here. `of` is what it answers, in words. */
export interface Entry {
  judgement: Judgement;
  of: string;
  undone: boolean;
}

export interface Toast {
  words: string;
  /** What can be taken back by it. */
  entry: Entry | null;
  number: number;
}

interface Session {
  entries: Entry[];
  toast: Toast | null;
}

const KEPT = "chancery-judged";

function kept(): Entry[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as Entry[];
  } catch {
    return [];
  }
}

let session: Session = { entries: kept(), toast: null };
let toasts = 0;
const listeners = new Set<() => void>();

function put(next: Session): void {
  session = next;
  sessionStorage.setItem(KEPT, JSON.stringify(session.entries));
  for (const one of [...listeners]) one();
}

export function useSession(): Session {
  const [state, setState] = useState(session);
  useEffect(() => {
    const heard = () => setState(session);
    heard();
    listeners.add(heard);
    return () => {
      listeners.delete(heard);
    };
  }, []);
  return state;
}

export function say(words: string, entry: Entry | null = null): void {
  toasts += 1;
  put({ ...session, toast: { words, entry, number: toasts } });
}

export const hush = (): void => put({ ...session, toast: null });

/** Judge; null where nobody said who judges. Raises ApiError. `of` says in words what is judged. */
export async function judge(verdict: Partial<Verdict> & Pick<Verdict, "verdict">, why: string, of: string): Promise<Entry | null> {
  const by = await nameOfJudge();
  if (!by) return null;
  const body: JudgementIn = { ...verdict, by, why: why.trim() || null };
  const judgement = await post<Judgement>("v1/judgements", body);
  if (judgement.by !== by || judgement.why !== body.why) {
    say(`${judgement.by} had judged that already.`);
    return { judgement, of, undone: false };
  }
  const entry: Entry = { judgement, of, undone: false };
  put({ ...session, entries: [entry, ...session.entries.filter((one) => one.judgement.id !== judgement.id)] });
  say(`Judged: ${of}`, entry);
  changed();
  return entry;
}

/** Withdraw a judgement, whoever gave it. One that is gone already is as good as withdrawn. Raises ApiError. */
export async function withdraw(id: string, words = "Judgement withdrawn."): Promise<void> {
  try {
    await remove(`v1/judgements/${segment(id)}`);
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
  const entries = session.entries.map((one) => (one.judgement.id === id ? { ...one, undone: true } : one));
  put({ ...session, entries });
  say(words);
  changed();
}

export const undo = (entry: Entry): Promise<void> => withdraw(entry.judgement.id, `Taken back: ${entry.of}`);

/** The last one that can be taken back. */
export const latest = (entries: Entry[]): Entry | null => entries.find((one) => !one.undone) ?? null;
