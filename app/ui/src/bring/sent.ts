// What this tab knows of a job that it sent, beyond what the service knows: names of files, and what was not kept.

import type { BatchLine } from "../api/upload";
import type { Range } from "./lines";

export interface SentJob {
  ranges: Range[];
  unread: { path: string; why: string }[];
  refused: BatchLine[];
}

const key = (job: string): string => `chancery-bring:${job}`;

export function remember(job: string, sent: SentJob): void {
  try {
    sessionStorage.setItem(key(job), JSON.stringify(sent));
  } catch {
    // No room: the job then speaks of lines instead of files.
  }
}

export function recall(job: string): SentJob | null {
  try {
    return JSON.parse(sessionStorage.getItem(key(job)) ?? "null") as SentJob | null;
  } catch {
    return null;
  }
}
