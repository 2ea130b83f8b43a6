import { type Format, type WriteText, writeExchanges, writeRecord } from "../../core/formats/format.js";
import { viewRecords } from "../../core/formats/html/view-stream.js";
import type { HeldRecords, PathStore } from "../../core/joining/joining-place.js";
import { LinkedRecords } from "../../core/joining/linked-records.js";
import { PathRows } from "../../core/joining/path-rows.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import type { PathRecord } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { recordText } from "../../core/records/record-text.js";

const ALONE =
  "each capture is shown alone: which hop lost bytes first, and which findings count, is known when all are read";
/** Characters that are put into a Blob at a time. */
const ENOUGH = 1 << 20;

/** Takes the records of several captures, and hands them on when all are read. */
interface LinkedInPage extends RecordSink {
  finish(caughtUp: () => Promise<void>): Promise<void>;
}

/**
 * What joins the paths of several captures in a page: `check` does the same, with files. Meanwhile it writes a view stream of what each
 * capture says alone.
 */
export function linkedInPage(output: RecordSink, write: WriteText): LinkedInPage {
  const linked = new LinkedRecords(output, {
    paths: new PathsInMemory(),
    makeHeld: (needs) => new HeldInBlobs(needs),
    holdsAll: true,
  });
  const { wantsConnections, eventNeed } = linked;
  let alone: Format | null = viewRecords({ date: null, alone: ALONE });
  return {
    wantsConnections,
    eventNeed,
    take: (line) => {
      if (alone && line.kind !== "path") writeRecord(alone, saidAlone(line), write);
      linked.take(line);
    },
    takeExchanges: (run) => {
      if (alone) writeExchanges(alone, run, write);
      linked.takeExchanges(run);
    },
    warning: (text) => linked.warning(text),
    finish: (caughtUp) => {
      alone = null;
      return linked.finish(caughtUp);
    },
  };
}

/** A record without what other captures may take back: where bytes were lost first. */
function saidAlone(line: RecordLine): RecordLine {
  if (line.kind !== "finding") return line;
  const { hops: _, undecided: __, ...found } = (line as RecordLine<"finding">).value;
  return RecordLine.of({ ...found, origin: null });
}

class PathsInMemory implements PathStore {
  readonly rows = new PathRows();
  #texts: string[] = [];

  add(path: PathRecord): void {
    this.rows.add(path, this.#texts.length);
    this.#texts.push(recordText(path));
  }

  at(row: number): PathRecord {
    return JSON.parse(this.#texts[this.rows.offsetOf(row)] as string) as PathRecord;
  }

  close(): void {
    this.#texts = [];
  }
}

/** Keeps records as text in Blobs, which a browser may put on its disk. */
class HeldInBlobs implements HeldRecords {
  readonly wantsConnections;
  readonly eventNeed;
  #blobs: Blob[] = [];
  #text = "";

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

  warning(): void {} // the records say the same

  async replay(output: RecordSink, caughtUp: () => Promise<void>): Promise<void> {
    this.#flush();
    for (const blob of this.#blobs.splice(0)) {
      const lines = (await blob.text()).trimEnd().split("\n");
      for (const line of lines) output.take(RecordLine.read(line));
      await caughtUp();
    }
  }

  #add(lines: string): void {
    this.#text += lines;
    if (this.#text.length >= ENOUGH) this.#flush();
  }

  #flush(): void {
    if (this.#text !== "") this.#blobs.push(new Blob([this.#text]));
    this.#text = "";
  }
}
