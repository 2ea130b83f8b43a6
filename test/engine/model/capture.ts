import { bytesOf } from "../../../src/core/bytes.js";
import { effectiveCalls, transfers } from "../../../src/core/sockets/effective-calls.js";
import { skipsOf } from "../../../src/core/sockets/skips/skips.js";
import { StraceReader } from "../../../src/core/strace/reader.js";
import type { TracedCalls } from "../../../src/core/syscalls/traced-calls.js";
import type { EngineTracker } from "../../../src/engine/host/engine-tracker.js";

/** What takes the events of a capture: the reader asks it, in turn, what an fd stands for. */
export type Model = Pick<EngineTracker, "apply" | "isSocket" | "mark" | "waitsToWrite" | "finish">;

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
    (event) => {
      if (event.kind === "unrecognized") model.mark("lines-lost", event.at.pid, fdIn(event.text));
      else if (event.kind === "elided") model.mark("lines-elided", null);
      else model.apply(event);
    },
    leavesOut
      ? {
          wants: (name) => effectiveCalls.has(name),
          skips: skipsOf(
            transfers,
            (pid, fd) => model.isSocket(pid, fd),
            (pid) => model.waitsToWrite(pid),
          ),
        }
      : { wants: () => true },
    (at) => model.mark("lines-out-of-order", at.pid),
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

/** The first fd on a line that cannot be read. */
function fdIn(text: string): number | null {
  const fd = /\((\d+)[,<]/.exec(text)?.[1];
  return fd === undefined ? null : Number(fd);
}
