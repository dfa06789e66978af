// Files as they are chosen or dropped, folders included.

export const KINDS = [".jsonl", ".txt", ".html", ".htm"] as const;
export type Kind = "lines" | "text" | "page";

export interface Chosen {
  /** With the folders it lies in. */
  path: string;
  file: File;
  kind: Kind;
}

export interface Choice {
  files: Chosen[];
  /** Files of other kinds. */
  passed: string[];
}

export const NOTHING: Choice = { files: [], passed: [] };

function kindOf(name: string): Kind | null {
  const ending = name.toLowerCase().match(/\.\w+$/)?.[0];
  if (ending === ".jsonl") return "lines";
  if (ending === ".txt") return "text";
  return ending === ".html" || ending === ".htm" ? "page" : null;
}

/** What was there and what came; the same file again is there once. */
export function joined(before: Choice, came: { path: string; file: File }[]): Choice {
  const files = [...before.files];
  const passed = [...before.passed];
  for (const { path, file } of came) {
    const kind = kindOf(file.name);
    const again = files.some((one) => one.path === path && one.file.size === file.size && one.file.lastModified === file.lastModified);
    if (!kind) passed.push(path);
    else if (!again) files.push({ path, file, kind });
  }
  files.sort((a, b) => a.path.localeCompare(b.path));
  return { files, passed };
}

export const ofInput = (input: HTMLInputElement): { path: string; file: File }[] =>
  [...(input.files ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

/** Of a drop: the entries have to be taken before anything is waited for, or the browser forgets them. */
export async function ofDrop(data: DataTransfer): Promise<{ path: string; file: File }[]> {
  const entries = [...data.items].map((one) => one.webkitGetAsEntry?.() ?? null).filter((one) => one !== null);
  if (!entries.length) return [...data.files].map((file) => ({ path: file.name, file }));
  return (await Promise.all(entries.map(walk))).flat();
}

async function walk(entry: FileSystemEntry): Promise<{ path: string; file: File }[]> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ""), file }];
  }
  const folder = (entry as FileSystemDirectoryEntry).createReader();
  const found: FileSystemEntry[] = [];
  for (;;) {
    // A browser gives a hundred at a time, and none when there is no more.
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => folder.readEntries(resolve, reject));
    if (!some.length) break;
    found.push(...some);
  }
  return (await Promise.all(found.map(walk))).flat();
}
