import type { SharedEngine } from "../analyze/line-reader.js";
import type { LineSink } from "../core/strace/line-splitter.js";
import { TracerSniffer } from "../core/strace/other-tracers.js";
import type { ReaderProgress } from "../core/strace/progress.js";
import type { ScannedLine } from "../core/strace/scanned-line.js";
import { otherTracer } from "./problems.js";

/** A reader of lines; one that need not take lines that were scanned has null there. */
export interface OwnReader {
  readonly line: LineSink;
  readonly scanned: ((line: ScannedLine) => void) | null;
  readonly shared?: SharedEngine;
}

/**
 * The reader, but a line that another tracer printed is an error.
 *
 * @throws UnflushedError (`capture-of-other-tracer`, `capture-not-strace`) from `line` and `scanned`
 */
export function refusingOtherTracers(path: string, { line, scanned, shared }: OwnReader): OwnReader {
  const sniffer = new TracerSniffer();
  const look = (bytes: Uint8Array, start: number, end: number): void => {
    const tracer = sniffer.take(bytes, start, end);
    if (tracer) throw otherTracer(path, tracer);
  };
  const own = shared && sharedUnless(() => sniffer.isCurious, shared);
  return {
    line: (bytes, start, end, pid, isCut, oddity) => {
      if (sniffer.isCurious) look(bytes, start, end);
      line(bytes, start, end, pid, isCut, oddity);
    },
    scanned:
      scanned &&
      ((each) => {
        if (sniffer.isCurious) look(each.bytes, each.start, each.end);
        scanned(each);
      }),
    ...(own && { shared: own }),
  };
}

/** While `isLooking`, every line goes to the reader. */
function sharedUnless(isLooking: () => boolean, shared: SharedEngine): SharedEngine {
  const save = (to: ReaderProgress): void => {
    shared.save(to);
    to.isBusy ||= isLooking();
  };
  return { ...shared, save };
}
