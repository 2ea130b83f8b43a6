import type { Summary } from "../../core/analysis/model.js";
import type { FindingIdentity } from "../../core/records/finding-identity.js";
import { visible } from "../../core/text/escape.js";
import { plural } from "../../core/text/quantities.js";
import type { AtEnd } from "../at-end.js";
import { OutputFile } from "../documents/output-file.js";
import { Spool } from "../documents/spool.js";
import { Collection } from "./collection.js";
import type { AcceptedCapture } from "./model.js";
import { baselineText, captureLines } from "./text.js";

/** A baseline that is being written; what was there stays until the new one is whole, whatever happens. */
export class BaselineUpdate {
  readonly #file: OutputFile;
  readonly #onExit = (): void => this.#file.abandon();
  readonly #lines = new Spool<string>();
  readonly #paths = new Set<string>();
  #collection = new Collection("");
  #findings = 0;

  /** @throws UnflushedError (`output-unwritable`), also later, where the file system refuses */
  constructor(
    private readonly name: string,
    private readonly atEnd: AtEnd,
  ) {
    this.#file = new OutputFile(name);
    atEnd.add(this.#onExit); // also where a signal or a defect ends it
  }

  begin(path: string): void {
    this.#collection = new Collection(path);
  }

  add(finding: FindingIdentity): void {
    this.#collection.add(finding);
  }

  end(summary: Summary): void {
    const capture = this.#collection.end(summary);
    if (this.#paths.has(capture.path)) return; // named twice on the command line
    this.#paths.add(capture.path);
    for (const { count } of capture.findings) this.#findings += count;
    for (const line of captureLines(capture)) this.#lines.add(capture.path, line);
  }

  /** Writes all of it, without its name; `kept` are captures that nobody asked for this time. */
  write(kept: readonly AcceptedCapture[]): void {
    const keptLines = new Map(kept.map((capture) => [capture.path, captureLines(capture)]));
    const paths = [...this.#paths, ...keptLines.keys()].sort();
    const lines = paths.map((path) => keptLines.get(path) ?? this.#lines.take(path));
    for (const text of baselineText(lines)) this.#file.write(text);
    this.#file.flush();
  }

  /** Gives it its name. Returns a sentence about it. */
  publish(): string {
    this.#file.finish();
    this.atEnd.delete(this.#onExit);
    const accepted = `${plural(this.#findings, "finding")} in ${plural(this.#paths.size, "capture")} accepted`;
    return `${visible(this.name)}: ${accepted}\n`;
  }

  /** Leaves what was there. Returns a sentence about it. */
  abandon(): string {
    this.#file.abandon();
    this.atEnd.delete(this.#onExit);
    return `unflushed: ${visible(this.name)} is not written, as a capture could not be read\n`;
  }
}
