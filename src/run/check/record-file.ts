import { isAscii } from "node:buffer";
import { closeSync, readSync } from "node:fs";
import type { EventNeed } from "../../core/records/event.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { inTemporaryFolder, temporaryFile } from "../files/temporary.js";
import { writeWhole } from "../files/whole.js";

/** V8 keeps longer strings among its large objects, each of which takes milliseconds. */
const FLUSH_AT = 1 << 16; // characters
const CHUNK = 1 << 16; // bytes
const NEWLINE = 0x0a;
/** Begins a warning; records begin with a brace. */
const WARNING = "W";
/** How the records of a capture end. */
const CLOSING: ReadonlySet<string> = new Set(["capture", "failure", "skipped"]);

/** Keeps records in a file without a name, one per line, so that another thread can replay them. */
export class RecordFile implements RecordSink {
  /** The threads of a process share its fds. */
  readonly fd = temporaryFile();
  #text = "";
  #isOpen = true;

  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;

  constructor({ wantsConnections, eventNeed }: Pick<RecordSink, "wantsConnections" | "eventNeed">) {
    this.wantsConnections = wantsConnections;
    this.eventNeed = eventNeed;
  }

  take({ text }: RecordLine): void {
    this.#add(`${text}\n`);
  }

  takeExchanges({ text }: ExchangeRun): void {
    this.#add(text);
  }

  warning(text: string): void {
    this.#add(`${WARNING}${JSON.stringify(text)}\n`);
  }

  /** @throws UnflushedError (`output-unwritable`), as `take` and `warning` do when there is no room: the file is closed then */
  flush(): void {
    const bytes = Buffer.from(this.#text);
    this.#text = "";
    try {
      inTemporaryFolder(() => writeWhole(this.fd, bytes));
    } catch (error) {
      this.close(); // what has no name takes room as long as it is open
      throw error;
    }
  }

  /** Nothing of it is needed any more. It may have been closed before. */
  close(): void {
    if (this.#isOpen) closeSync(this.fd);
    this.#isOpen = false;
  }

  #add(lines: string): void {
    this.#text += lines;
    if (this.#text.length >= FLUSH_AT) this.flush();
  }
}

/** How the records of a capture are replayed. */
export interface Replay {
  /** The number that the capture had when they were kept, and the one that it gets. */
  readonly recorded: number;
  readonly capture: number;
  /** Waits for a slow reader of what is printed. */
  readonly caughtUp: () => Promise<void>;
}

/**
 * Hands `output` what was kept, in the same order, and closes the file. The capture gets another number if it needs one.
 *
 * @throws an error if what was kept has no end: a capture is counted only if it was judged to its end
 */
export async function replay(fd: number, output: RecordSink, { recorded, capture, caughtUp }: Replay): Promise<void> {
  let isClosed = false;
  for (const lines of linesOf(fd)) {
    for (const text of lines) {
      if (text.startsWith(WARNING)) {
        output.warning(JSON.parse(text.slice(WARNING.length)));
        continue;
      }
      const line = RecordLine.read(text);
      if (CLOSING.has(line.kind)) isClosed = true;
      output.take(capture === recorded ? line : line.renumbered(capture));
    }
    await caughtUp();
  }
  closeSync(fd);
  if (!isClosed) throw new Error(`the records of capture ${recorded} have no end`);
}

/** The whole lines of a file, as many at a time as end in one chunk. */
function* linesOf(fd: number): Generator<readonly string[]> {
  const chunk = Buffer.alloc(CHUNK);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  for (let read = readSync(fd, chunk, 0, CHUNK, 0); read > 0; read = readSync(fd, chunk, 0, CHUNK, position)) {
    position += read;
    const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
    const end = bytes.lastIndexOf(NEWLINE);
    if (end >= 0) yield textOf(bytes.subarray(0, end)).split("\n");
    rest = bytes.subarray(end + 1);
  }
}

/** Nearly all is ASCII, and taken as such in a tenth of the time that UTF-8 takes. */
function textOf(bytes: Buffer): string {
  return bytes.toString(isAscii(bytes) ? "latin1" : "utf8");
}
