import { isAscii } from "node:buffer";
import { closeSync, readSync, writeSync } from "node:fs";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../documents/record-sink.js";
import { temporaryFile } from "../documents/spool.js";

/** V8 keeps longer strings among its large objects, each of which takes milliseconds. */
const FLUSH_AT = 1 << 16; // characters
const CHUNK = 1 << 16; // bytes
const NEWLINE = 0x0a;
/** Begins a warning; records begin with a brace. */
const WARNING = "W";

/** Keeps records in a file without a name, one per line, so that another thread can replay them. */
export class RecordFile implements RecordSink {
  /** The threads of a process share its fds. */
  readonly fd = temporaryFile();
  #text = "";

  constructor(readonly wantsConnections: boolean) {}

  take({ text }: RecordLine): void {
    this.#add(text);
  }

  warning(text: string): void {
    this.#add(WARNING + JSON.stringify(text));
  }

  flush(): void {
    writeSync(this.fd, this.#text);
    this.#text = "";
  }

  #add(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= FLUSH_AT) this.flush();
  }
}

/** Hands `output` what was kept, in the same order, and closes the file. The capture gets another number if it needs one. */
export function replay(fd: number, output: RecordSink, recorded: number, capture: number): void {
  for (const text of linesOf(fd)) {
    if (text.startsWith(WARNING)) output.warning(JSON.parse(text.slice(WARNING.length)));
    else if (capture === recorded) output.take(RecordLine.read(text));
    else output.take(RecordLine.read(text).renumbered(capture));
  }
  closeSync(fd);
}

function* linesOf(fd: number): Generator<string> {
  const chunk = Buffer.alloc(CHUNK);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for (let read = readSync(fd, chunk, 0, CHUNK, 0); read > 0; read = readSync(fd, chunk, 0, CHUNK, position)) {
    position += read;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end >= 0) yield* textOf(bytes.subarray(0, end)).split("\n");
    rest = bytes.subarray(end + 1);
  }
}

/** Nearly all is ASCII, and taken as such in a tenth of the time that UTF-8 takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}
