import type { ProgressBar } from "../../cli/terminal/progress.js";
import { type Format, type WriteText, writeRecord } from "../../core/formats/format.js";
import type { RecordLine } from "../../core/records/record-line.js";
import type { Invocation } from "../streams.js";
import type { AskedFormat, FormatName } from "./asked-format.js";
import type { Destination } from "./destination.js";
import { OutputFile } from "./output-file.js";
import type { RecordSink } from "./record-sink.js";
import { StandardOutput } from "./standard-output.js";

/** Formats whose readers may be watching: what is found is there at once. */
const LIVE: ReadonlySet<FormatName> = new Set(["text", "ndjson", "github"]);

interface Document {
  readonly format: Format;
  readonly destination: Destination;
  readonly write: WriteText;
  readonly isLive: boolean;
}

/** The documents of one run, each in a format and to a place of its own, all made of the same records. */
export class Documents implements RecordSink {
  readonly wantsConnections: boolean;
  readonly #documents: readonly Document[];

  /**
   * @throws UnflushedError where a file cannot be written, or is one of the captures
   */
  constructor(
    asked: readonly (AskedFormat & { readonly made: Format })[],
    private readonly progress: ProgressBar | null,
    private readonly invocation: Invocation,
  ) {
    const documents: Document[] = [];
    invocation.atEnd.add(this.#abandon); // also where a signal or a defect ends it
    this.#documents = documents;
    const standardOutput = new StandardOutput(invocation.stdout, () => this.#clearBar());
    for (const { format: name, file, made } of asked) {
      const destination = file === null ? standardOutput : new OutputFile(file);
      const write = (text: string): void => destination.write(text);
      documents.push({ format: made, destination, write, isLive: LIVE.has(name) });
    }
    this.wantsConnections = documents.some(({ format }) => format.connection || format.exchange);
  }

  take(line: RecordLine): void {
    for (const { format, destination, write, isLive } of this.#documents) {
      writeRecord(format, line, write);
      if (isLive && line.kind === "finding") destination.flush();
    }
  }

  warning(text: string): void {
    this.progress?.clear();
    this.invocation.stderr.write(text);
  }

  /** The last record was told: the documents are whole. */
  finish(): void {
    for (const { destination } of this.#documents) destination.flush(); // all, before the first gets its name
    for (const { destination } of this.#documents) destination.finish();
    this.invocation.atEnd.delete(this.#abandon);
  }

  #abandon = (): void => {
    for (const { destination } of this.#documents) destination.abandon();
  };

  #clearBar(): void {
    if (this.invocation.stdout.isTTY) this.progress?.clear();
  }
}
