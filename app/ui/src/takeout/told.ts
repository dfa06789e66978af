// Meetings with every account of them, in one request: the export in JSON Lines, read as far as wanted.

import { address, type Query, send } from "../api/client";
import type { ConflictView, HistoryStep, MeetingView, ReportView } from "../api/types";
import { nextPiece } from "./pieces";

export interface ToldMeeting extends MeetingView {
  history: HistoryStep[];
  accounts: ReportView[];
  conflicts?: ConflictView[];
}

export interface Told {
  meetings: ToldMeeting[];
  /** Whether there are more than these. */
  more: boolean;
}

/** The first `most`, the latest first; what comes after them is not fetched. */
export async function told(query: Query, most: number, signal: AbortSignal): Promise<Told> {
  const answer = await send(address("v1/export", { ...query, format: "jsonl" }), { signal });
  const reader = (answer.body as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  const meetings: ToldMeeting[] = [];
  let rest = "";
  for (;;) {
    const { done, value } = await nextPiece(reader, signal);
    const lines = (rest + (value ?? "")).split("\n");
    rest = done ? "" : (lines.pop() ?? "");
    for (const line of lines) {
      if (!line) continue;
      if (meetings.length === most) {
        await reader.cancel();
        return { meetings, more: true };
      }
      meetings.push(JSON.parse(line) as ToldMeeting);
    }
    if (done) return { meetings, more: false };
  }
}
