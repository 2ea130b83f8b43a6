import { writeExchanges, writeRecord } from "../../core/formats/format.js";
import { type ViewContext, viewStream } from "../../core/formats/html/view-stream.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import type { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import type { KeptCaptures } from "../../run/documents/kept-captures.js";
import type { KeptStream } from "./kept-stream.js";

/** Writes the records of a run into a stream that pages follow. */
export class ViewDocument implements RecordSink {
  readonly wantsConnections = true;
  readonly eventNeed = "events";
  readonly #format;
  readonly #kept: KeptCaptures;
  readonly #write = (text: string): void => this.stream.write(text);
  #hasRead = false;

  /** @param warn prints what is wrong with an input */
  constructor(
    private readonly stream: KeptStream,
    { kept, ...context }: Omit<ViewContext, "isLive" | "keepLines"> & { readonly kept: KeptCaptures },
    private readonly warn: (text: string) => void,
  ) {
    this.#kept = kept;
    this.#format = viewStream({ ...context, keepLines: () => kept.want(), isLive: true });
  }

  /** True once a capture was read, at least in part, so that there is something to look at. */
  get hasRead(): boolean {
    return this.#hasRead;
  }

  take(line: RecordLine): void {
    this.#hasRead ||= line.kind === "capture";
    writeRecord(this.#format, line, this.#write);
  }

  takeExchanges(run: ExchangeRun): void {
    writeExchanges(this.#format, run, this.#write);
  }

  takeText(path: string, text: Uint8Array): void {
    this.#kept.take(path, text);
  }

  async settle(): Promise<void> {
    await this.#format.settle?.(this.#write);
  }

  warning(text: string): void {
    this.warn(text);
  }

  /** The last record was taken. */
  finish(): void {
    this.stream.end();
    this.#kept.close();
  }
}
