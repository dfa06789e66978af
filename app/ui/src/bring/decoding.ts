// Bytes of a file into text, by the rules of the service (extractors/decoding.py): it takes text alone.

const MARKS: [number[], string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
];
const DECLARED = /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})/i;
const HEAD_BYTES = 2048;
/** What western text does not have: the holes of windows-1252, and three bytes above ASCII in a row. */
const NOT_WESTERN = /[\x81\x8d\x8f\x90\x9d]|[\x80-\xff]{3}/;
const MOST_WESTERN = 0.1;

export class Undecodable extends Error {}

/** Raises Undecodable. */
export function decode(bytes: Uint8Array): string {
  const mark = MARKS.find(([first]) => first.every((one, nth) => bytes[nth] === one));
  const text = strictly(bytes, mark?.[1] ?? declared(bytes) ?? "utf-8");
  if (text.includes("\0")) throw new Undecodable("It is no text: it holds NUL characters.");
  return text;
}

function declared(bytes: Uint8Array): string | null {
  const found = DECLARED.exec(latin(bytes.subarray(0, HEAD_BYTES)));
  const name = (found?.[1] ?? found?.[2])?.toLowerCase();
  // Bytes that could be searched for an ASCII declaration are not UTF-16, whatever it says.
  if (!name || name.startsWith("utf-16")) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

function strictly(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    if (encoding === "utf-8" && western(bytes)) return new TextDecoder("windows-1252").decode(bytes);
    throw new Undecodable(`It is not ${encoding.toUpperCase()}: save it as UTF-8.`);
  }
}

function western(bytes: Uint8Array): boolean {
  const high = bytes.reduce((sum, one) => sum + (one > 0x7f ? 1 : 0), 0);
  return high <= bytes.length * MOST_WESTERN && !NOT_WESTERN.test(latin(bytes));
}

/** Each byte as the character of that number, which "latin1" of the browser is not. */
function latin(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return pieces.join("");
}
