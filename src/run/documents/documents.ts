import { type Format, type WriteText, writeExchanges, writeRecord } from "../../core/formats/format.js";
import { type EventNeed, mostNeeded } from "../../core/records/event.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import type { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { print, say, type TextTaker } from "../say.js";
import type { Destination, DocumentEncoding } from "./destination.js";
import type { KeptCaptures } from "./kept-captures.js";
import { OutputFile } from "./output-file.js";
import { StreamOutput } from "./stream-output.js";
import type { Surroundings } from "./surroundings.js";

/** A document to write. */
export interface NewDocument {
  readonly format: Format;
  /** Null if it is printed. */
  readonly file: string | null;
  /** True if each finding is handed on at once. */
  readonly isLive: boolean;
  /** True if it is no text: each character is a byte. */
  readonly isBinary: boolean;
  readonly needs: EventNeed;
}

interface OpenDocument extends NewDocument {
  readonly destination: Destination;
  readonly write: WriteText;
}

/** The documents of one run, each in a format and to a place of its own, all made of the same records. */
export class Documents implements RecordSink {
  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;
  readonly #documents: readonly OpenDocument[];
  readonly #printed: StreamOutput;

  /**
   * @param kept hears the texts of captures, for documents that show lines
   * @throws UnflushedError (`output-unwritable`)
   */
  constructor(
    documents: readonly NewDocument[],
    private readonly surroundings: Surroundings,
    private readonly kept: KeptCaptures,
  ) {
    const open: OpenDocument[] = [];
    this.#documents = open;
    surroundings.atEnd.add(this.#onEnd); // also if a signal or a defect ends the process
    const encoding = (each: NewDocument | undefined): DocumentEncoding => (each?.isBinary ? "latin1" : "utf8");
    const printed = documents.find(({ file }) => file === null); // what shares the stream with another one is text
    this.#printed = new StreamOutput(surroundings.documents, encoding(printed), () => this.#clearBar());
    for (const each of documents) {
      const destination = each.file === null ? this.#printed : new OutputFile(each.file, encoding(each));
      open.push({ ...each, destination, write: (text) => destination.write(text) });
    }
    this.wantsConnections = documents.some(({ format }) => format.connection || format.exchange);
    this.eventNeed = mostNeeded(documents.map(({ needs }) => needs));
  }

  take(line: RecordLine): void {
    for (const { format, destination, write, isLive } of this.#documents) {
      writeRecord(format, line, write);
      if (isLive && line.kind === "finding") destination.flush();
    }
  }

  takeExchanges(run: ExchangeRun): void {
    for (const { format, write } of this.#documents) writeExchanges(format, run, write);
  }

  /** Takes the next bytes of the text of a capture that can be read only once, before any record of them. */
  takeText(path: string, text: Uint8Array): void {
    this.kept.take(path, text);
  }

  /** All captures are read: writes what had to wait until then. */
  async settle(): Promise<void> {
    for (const { format, write } of this.#documents) await format.settle?.(write);
  }

  warning(message: string): void {
    this.#warn((to) => say(to, message));
  }

  /** Prints a report of several lines among the warnings. */
  report(lines: string): void {
    this.#warn((to) => print(to, lines));
  }

  /** The last record was taken: makes the documents whole. */
  finish(): void {
    for (const { destination } of this.#documents) destination.flush(); // all, before the first gets its name
    for (const { destination } of this.#documents) destination.finish();
    this.kept.close();
    this.surroundings.atEnd.delete(this.#onEnd);
  }

  /** No more records come, and the documents never will be whole: leaves nothing of their files. */
  abandon(): void {
    for (const { destination } of this.#documents) destination.abandon();
    this.kept.close();
    this.surroundings.atEnd.delete(this.#onEnd);
  }

  readonly #onEnd = (): void => this.abandon();

  #warn(write: (to: TextTaker) => void): void {
    const { documents, warnings, progress } = this.surroundings;
    progress?.clear();
    if (documents !== warnings) {
      write(warnings);
      return;
    }
    write(this.#printed); // in the order in which they come
    this.#printed.flush();
  }

  #clearBar(): void {
    if (this.surroundings.documents.isTTY) this.surroundings.progress?.clear();
  }
}
