import type { Summary } from "../../core/analysis/model.js";
import type { FindingIdentity } from "../../core/records/finding-identity.js";
import { plural } from "../../core/text/quantities.js";
import type { AtEnd } from "../at-end.js";
import { OutputFile } from "../documents/output-file.js";
import { Spool } from "../documents/spool.js";
import { Collection } from "./collection.js";
import type { AcceptedCapture } from "./model.js";
import { baselineText, captureLines } from "./text.js";

/** Writes a baseline. The old file stays until the new one is complete, even if the process is killed. */
export class BaselineUpdate {
  readonly #file: OutputFile;
  readonly #onExit = (): void => this.#file.abandon();
  readonly #lines = new Spool<string>();
  readonly #paths = new Set<string>();
  #collection = new Collection("");
  #findings = 0;

  /**
   * @throws UnflushedError (`output-unwritable`); `write` and `publish` throw it too, for example when the disk is full
   */
  constructor(
    private readonly name: string,
    private readonly atEnd: AtEnd,
  ) {
    this.#file = new OutputFile(name);
    atEnd.add(this.#onExit); // runs if a signal or an error ends the process
  }

  begin(path: string): void {
    this.#collection = new Collection(path);
  }

  add(finding: FindingIdentity): void {
    this.#collection.add(finding);
  }

  end(summary: Summary): void {
    const capture = this.#collection.finish(summary);
    if (this.#paths.has(capture.path)) return; // the user named the capture twice
    this.#paths.add(capture.path);
    for (const { count } of capture.findings) this.#findings += count;
    for (const line of captureLines(capture)) this.#lines.add(capture.path, line);
  }

  /**
   * Writes the whole baseline to a temporary file.
   *
   * @param kept the entries of captures that this run was not asked for
   */
  write(kept: readonly AcceptedCapture[]): void {
    const keptLines = new Map(kept.map((capture) => [capture.path, captureLines(capture)]));
    const paths = [...this.#paths, ...keptLines.keys()].sort();
    const lines = paths.map((path) => keptLines.get(path) ?? this.#lines.take(path));
    for (const text of baselineText(lines)) this.#file.write(text);
    this.#file.flush();
  }

  /** Moves the new file over the old one. Returns a sentence for the user. */
  publish(): string {
    this.#file.finish();
    this.atEnd.delete(this.#onExit);
    const accepted = `${plural(this.#findings, "finding")} in ${plural(this.#paths.size, "capture")} accepted`;
    return `${this.name}: ${accepted}`;
  }

  /** Removes the temporary file. Returns a sentence for the user. */
  abandon(): string {
    this.#file.abandon();
    this.atEnd.delete(this.#onExit);
    return `unflushed: ${this.name} is unchanged, because a capture could not be read`;
  }
}
