import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { shifted, shiftOf } from "./multiply.js";

const FOLDER = fileURLToPath(new URL("../bench/.captures/", import.meta.url));
const RECORDINGS = new URL("../bench/record/", import.meta.url);

/** A capture that the benchmark measures. */
export interface Capture {
  readonly name: string;
  readonly recording: string;
  readonly flags: string;
  /** Seconds from its first line to its last, and a pause. */
  readonly lasts: number;
}

export const captures: readonly Capture[] = [
  { name: "A", recording: "all", flags: "-f -ttt -T -yy -s 256, all syscalls", lasts: 20 },
  { name: "B", recording: "http", flags: "-f -tt -yy -s 512 -e trace=network,desc", lasts: 20 },
  { name: "C", recording: "huge", flags: "-f -s 65535 -e trace=network,desc", lasts: 20 },
  {
    name: "D",
    recording: "dense",
    flags: "40 servers, -f -tt -yy -e trace=network,desc,process, short lines",
    lasts: 230,
  },
];

/** The path of a capture of at least `bytes` bytes, made of copies of the recording. It is made once, and kept. */
export function captureOf({ name, recording, lasts }: Capture, bytes: number): string {
  const path = `${FOLDER}${name}-${Math.round(bytes / 1e6)}MB.strace`;
  if (existsSync(path) && statSync(path).size >= bytes) return path;
  mkdirSync(FOLDER, { recursive: true });
  const partial = openSync(`${path}.partial`, "w");
  for (const copy of copies(recording, bytes, lasts)) writeSync(partial, copy);
  closeSync(partial);
  renameSync(`${path}.partial`, path);
  return path;
}

/** Copies of a recording, each shifted further than the one before, until they have at least `bytes` bytes. */
export function* copies(recording: string, bytes: number, lasts = 20): Generator<string> {
  const text = gunzipSync(readFileSync(new URL(`${recording}.strace.gz`, RECORDINGS))).toString("latin1");
  const lines = text.trimEnd().split("\n");
  let written = 0;
  for (let copy = 0; written < bytes; copy++) {
    const shift = shiftOf(copy, lasts);
    const made = `${lines.map((line) => shifted(line, shift)).join("\n")}\n`;
    written += made.length;
    yield made;
  }
}
