// Sending much at once. XMLHttpRequest, since fetch does not say how far a body has gone.

import { ApiError, away, headers, refusal } from "./client";

export interface BatchLine {
  line: number;
  job?: string;
  state: string;
  code?: string;
  detail?: string;
}

export interface Sent {
  job: string;
  /** Lines that were not kept: they are in no job. */
  refused: BatchLine[];
}

/** The lines become a job, which `began` hears of as soon as it is there. Raises ApiError. */
export function sendLines(
  lines: Blob,
  { progress, began, signal }: { progress: (share: number) => void; began: (job: string) => void; signal: AbortSignal },
): Promise<Sent> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    let job: string | null = null;
    request.open("POST", "v1/articles/batch?async=true");
    request.responseType = "text";
    for (const [name, value] of Object.entries(headers({ "Content-Type": "application/x-ndjson" }))) {
      request.setRequestHeader(name, value);
    }
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 1);
    request.onreadystatechange = () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED || request.status !== 200) return;
      job = request.getResponseHeader("Location")?.split("/").pop() ?? null;
      if (job) began(job);
    };
    request.onload = () => {
      if (request.status === 200 && job) resolve({ job, refused: refused(request.responseText) });
      else void refusal(answered(request)).then(reject);
    };
    request.onerror = () => reject(away());
    request.onabort = () => reject(new ApiError(-1, "stopped", "You stopped it."));
    signal.addEventListener("abort", () => request.abort());
    request.send(lines);
  });
}

/** Most lines are only told to be queued: those are not worth the parsing. */
function refused(text: string): BatchLine[] {
  const lines = text.split("\n").filter((line) => line.includes('"refused"'));
  return lines.map((line) => JSON.parse(line) as BatchLine).filter((line) => line.state === "refused");
}

function answered(request: XMLHttpRequest): Response {
  const after = request.getResponseHeader("Retry-After");
  const status = request.status >= 400 ? request.status : 502;
  return new Response(request.responseText, { status, headers: after ? { "Retry-After": after } : {} });
}
