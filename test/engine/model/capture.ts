import { bytesOf } from "../../../src/core/bytes.js";
import { handlers, transfers } from "../../../src/core/sockets/handlers.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";
import type { SocketTracker } from "../../../src/core/sockets/tracker.js";
import type { StraceEvent } from "../../../src/core/strace/event.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";

/** What takes the events of a capture: the reader asks it, in turn, what an fd stands for. */
export interface Model extends Pick<SocketTracker, "isSocket" | "waitsToWrite" | "finish"> {
  apply(event: StraceEvent): void;
}

/** How a capture is read. */
export interface Reading {
  /** True if the calls are left out that change nothing, as the analysis leaves them out. */
  readonly leavesOut: boolean;
  /** The calls that were traced, as a list; by default, what the capture says of itself. */
  readonly traced?: ReadonlySet<string>;
}

/** Reads a capture line by line, as the analysis does, and hands what it says to the model that `make` makes. */
export function readCapture(text: string, { leavesOut, traced }: Reading, make: (calls: TracedCalls) => Model): void {
  const reader: StraceReader = new StraceReader(
    (event) => model.apply(event),
    leavesOut
      ? {
          wants: (name) => handlers.has(name),
          skips: skipsOf(
            transfers,
            (pid, fd) => model.isSocket(pid, fd),
            (pid) => model.waitsToWrite(pid),
          ),
        }
      : { wants: () => true },
  );
  const calls: TracedCalls = {
    get basis() {
      return traced ? "listed" : (reader.stated?.basis ?? "seen");
    },
    get leftOut() {
      return reader.leftOut;
    },
    has: (name) => (traced ?? reader.stated ?? reader.names).has(name),
  };
  const model = make(calls);
  const bytes = bytesOf(text);
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const end = newline < 0 ? bytes.length : newline;
    reader.read(bytes, start, end, null, newline < 0);
    start = end + 1;
  }
  reader.finish();
  model.finish(reader.counts.lines, reader.time);
}
