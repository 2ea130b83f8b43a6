import type { DeviationRecord } from "../../core/records/deviation.js";
import { type FindingIdentity, identityOf } from "../../core/records/finding-identity.js";
import type { CaptureRecord, FindingRecord } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import { UnflushedError } from "../../errors.js";
import type { AtEnd } from "../at-end.js";
import type { RecordSink } from "../documents/record-sink.js";
import type { ShardOptions } from "../shard.js";
import { BaselineComparison, type Deviating } from "./comparison.js";
import { readBaseline } from "./file.js";
import type { Baseline } from "./model.js";
import { BaselinePaths } from "./paths.js";
import { BaselineUpdate } from "./update.js";

export interface BaselineOptions {
  /** The file with what was accepted. */
  readonly baseline?: string;
  /** Accept what is found now. */
  readonly updateBaseline?: boolean;
}

/**
 * Stands before the output of a run that has a baseline, or is to write one.
 *
 * @param asked the captures, as they were named
 * @throws UnflushedError where there is no such baseline, or the new one cannot be written
 */
export function openBaseline(
  { baseline, updateBaseline = false, shard }: BaselineOptions & ShardOptions,
  asked: readonly string[],
  output: RecordSink,
  atEnd: AtEnd,
): BaselineCheck {
  if (updateBaseline && shard) {
    throw new UnflushedError(
      "usage",
      "--update-baseline accepts all captures, and --shard reads a part: leave one out",
    );
  }
  if (baseline !== undefined) return new BaselineCheck(baseline, updateBaseline, asked, output, atEnd);
  throw new UnflushedError("usage", "--update-baseline writes a baseline: say which, with --baseline FILE");
}

/** Suppresses the findings that were accepted, and tells what is no longer as it was. It needs nothing but the records. */
export class BaselineCheck implements RecordSink {
  readonly wantsConnections: boolean;
  readonly #known: Baseline | null;
  readonly #paths: BaselinePaths;
  readonly #update: BaselineUpdate | null;
  /** The captures that were begun, and those of which something came, by their paths in the baseline. */
  readonly #begun = new Set<string>();
  readonly #told = new Set<string>();
  #path = "";
  #comparison = new BaselineComparison(null);

  constructor(
    file: string,
    isUpdated: boolean,
    asked: readonly string[],
    private readonly output: RecordSink,
    atEnd: AtEnd,
  ) {
    this.wantsConnections = output.wantsConnections;
    this.#known = readBaseline(file, isUpdated);
    this.#paths = new BaselinePaths(file, asked);
    this.#update = isUpdated ? new BaselineUpdate(file, atEnd) : null;
  }

  take(line: RecordLine): void {
    if (line.kind === "begin") this.#begin((line as RecordLine<"begin">).value.path);
    else if (line.kind === "capture") this.#end((line as RecordLine<"capture">).value);
    else if (line.kind === "failure") this.#told.add(this.#path);
    this.output.take(line.kind === "finding" ? this.#finding(line as RecordLine<"finding">) : line);
  }

  warning(text: string): void {
    this.output.warning(text);
  }

  /** All captures were read: tells which were not, though they should have been, and writes what is accepted. */
  finish(): void {
    for (const path of this.#known?.keys() ?? []) {
      const message = this.#missing(path);
      if (message === null) continue;
      const deviating = { change: "capture-not-read", fails: false, finding: null, counts: [], message } as const;
      this.#tell(null, this.#paths.outside(path), deviating);
    }
    const others = [...(this.#known?.values() ?? [])].filter(({ path }) => !this.#told.has(path));
    this.#update?.write(others.filter(({ path }) => this.#missing(path) === null));
  }

  /** Gives a new baseline its name; or not, where a capture could not be read. */
  publish(hasFailed: boolean): void {
    if (this.#update) this.warning(hasFailed ? this.#update.abandon() : this.#update.publish());
  }

  #missing(path: string): string | null {
    return this.#told.has(path) ? null : this.#paths.missing(path, this.#begun.has(path));
  }

  #begin(path: string): void {
    this.#path = this.#paths.inBaseline(path);
    this.#begun.add(this.#path);
    this.#comparison = new BaselineComparison(this.#known?.get(this.#path) ?? null);
    this.#update?.begin(this.#path);
  }

  #finding(line: RecordLine<"finding">): RecordLine {
    const found = line.value;
    if (found.suppressed) return line as RecordLine; // somebody else spoke for it
    if (!this.#accepts(identityOf(found))) return line as RecordLine;
    const suppressed: FindingRecord = { ...found, suppressed: { by: "baseline", reason: null } };
    return RecordLine.of(suppressed);
  }

  #accepts(finding: FindingIdentity): boolean {
    this.#update?.add(finding);
    return this.#comparison.accept(finding) || this.#update !== null;
  }

  #end({ capture, path, summary }: CaptureRecord): void {
    if (this.#known) for (const each of this.#comparison.end(summary)) this.#tell(capture, path, each);
    this.#update?.end(summary);
    this.#told.add(this.#path);
  }

  /** Nothing fails that is accepted at the same time. */
  #tell(capture: number | null, path: string, { change, fails, finding, counts, message }: Deviating): void {
    const isFailure = fails && !this.#update;
    const by = "baseline";
    const deviation: DeviationRecord = {
      ...{ kind: "deviation", capture, path, by, change, fails: isFailure, line: null },
      ...{ finding, counts, message },
    };
    this.output.take(RecordLine.of(deviation));
  }
}
