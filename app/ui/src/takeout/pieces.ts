import { ApiError } from "../api/client";

/** The next piece of an answer on its way. Where the answer breaks off, that is said as an ApiError. */
export async function nextPiece<T>(reader: ReadableStreamDefaultReader<T>, signal: AbortSignal): Promise<ReadableStreamReadResult<T>> {
  try {
    return await reader.read();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, "broken_off", "The answer broke off on its way, so nothing of it was kept. Ask for it again.");
  }
}
