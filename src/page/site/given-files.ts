import type { GivenFile } from "../worker/messages.js";

/** What messages call text without a file. */
const PASTED = "pasted text";

export function filesOfList(list: Iterable<File>): GivenFile[] {
  return [...list].map((file) => ({ name: file.name, blob: file, isNamed: true }));
}

export function fileOfText(text: string): GivenFile {
  return { name: PASTED, blob: new Blob([text]), isNamed: true };
}

/**
 * What was dropped or pasted: files, the files of folders at any depth, or text. Hidden files and node_modules are passed over, as by
 * the command line.
 */
export async function filesOfTransfer(data: DataTransfer): Promise<GivenFile[]> {
  // all is asked for at once: the data is gone after the first pause
  const items = [...data.items].filter(({ kind }) => kind === "file");
  const given = items.map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const text = data.getData("text/plain");
  if (given.length === 0) return text.trim() === "" ? [] : [fileOfText(text)];
  const files = await Promise.all(
    given.map(({ entry, file }) => (entry?.isDirectory ? filesBelow(entry) : filesOfList(file ? [file] : []))),
  );
  return files.flat();
}

async function filesBelow(entry: FileSystemEntry): Promise<GivenFile[]> {
  if (isFolder(entry)) {
    const inside = (await entriesOf(entry)).filter(({ name }) => !name.startsWith(".") && name !== "node_modules");
    const files = await Promise.all(inside.sort(byName).map(filesBelow));
    return files.flat();
  }
  const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
  return [{ name: entry.fullPath.replace(/^\//, ""), blob: file, isNamed: false }];
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** A browser hands them out some at a time; none are the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  while (true) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function byName(one: FileSystemEntry, other: FileSystemEntry): number {
  return one.name < other.name ? -1 : 1;
}
