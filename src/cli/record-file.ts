import { closeSync, readSync, writeSync } from "node:fs";
import type { Output, Told } from "./output.js";
import { temporaryFile } from "./spool.js";

const FLUSH_AT = 1 << 18; // characters
const CHUNK = 1 << 18; // bytes
const NEWLINE = 0x0a;

/** A finding, as JSON; a part of a connection; the end of its parts; a warning. */
type Kind = "F" | "P" | "E" | "W";

/** An output that keeps all it is told in a file without a name: on one thread, for another one to replay. */
export class RecordFile implements Output {
  /** The threads of a process share its fds. */
  readonly fd = temporaryFile();
  #text = "";

  finding(told: Told): void {
    this.#add("F", JSON.stringify(told));
  }

  connection(parts: Iterable<string>): void {
    for (const part of parts) this.#add("P", part);
    this.#add("E", "");
  }

  warning(text: string): void {
    this.#add("W", text);
  }

  flush(): void {
    writeSync(this.fd, this.#text);
    this.#text = "";
  }

  #add(kind: Kind, text: string): void {
    this.#text += `${kind}${Buffer.byteLength(text)}\n${text}`;
    if (this.#text.length >= FLUSH_AT) this.flush();
  }
}

/** Tells `output` what was recorded, in the same order, and closes the file. `edit` may change findings and connections. */
export function replay(fd: number, output: Output, edit: (text: string) => string): void {
  const records = recordsOf(fd);
  for (let next = records.next(); !next.done; next = records.next()) {
    const { kind, text } = next.value;
    if (kind === "W") output.warning(text);
    else if (kind === "F") {
      const told = JSON.parse(text) as Told;
      output.finding({ ...told, text: edit(told.text) });
    } else output.connection(partsOf(edit(text), records));
  }
  closeSync(fd);
}

interface Recorded {
  readonly kind: string;
  readonly text: string;
}

function* partsOf(first: string, records: Iterator<Recorded>): Generator<string> {
  yield first;
  for (let next = records.next(); !next.done && next.value.kind === "P"; next = records.next()) yield next.value.text;
}

function* recordsOf(fd: number): Generator<Recorded> {
  const chunk = Buffer.alloc(CHUNK);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for (let read = readSync(fd, chunk, 0, CHUNK, 0); read > 0; read = readSync(fd, chunk, 0, CHUNK, position)) {
    position += read;
    rest = Buffer.concat([rest, chunk.subarray(0, read)]);
    let start = 0;
    for (let behind = headEnd(rest, start); behind > 0; behind = headEnd(rest, start)) {
      const end = behind + Number(rest.toString("latin1", start + 1, behind - 1));
      if (end > rest.length) break;
      yield { kind: String.fromCharCode(rest[start] as number), text: rest.toString("utf8", behind, end) };
      start = end;
    }
    rest = rest.subarray(start);
  }
}

/** The index behind the newline of the record's first line, or 0. */
function headEnd(bytes: Buffer, start: number): number {
  return bytes.indexOf(NEWLINE, start) + 1;
}
