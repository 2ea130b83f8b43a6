import type { DeviationRecord } from "../../core/records/deviation.js";
import type { EventNeed } from "../../core/records/event.js";
import type { ExchangeRun } from "../../core/records/exchange-run.js";
import { type FindingIdentity, identityOf } from "../../core/records/finding-identity.js";
import type { CaptureRecord, FindingRecord } from "../../core/records/record.js";
import { RecordLine } from "../../core/records/record-line.js";
import type { RecordSink } from "../../core/records/record-sink.js";
import { UnflushedError } from "../../errors.js";
import type { AtEnd } from "../at-end.js";
import type { ShardOptions } from "../shard.js";
import { BaselineComparison, type Deviating } from "./comparison.js";
import { readBaseline } from "./file.js";
import type { Baseline } from "./model.js";
import { BaselinePaths } from "./paths.js";
import { BaselineUpdate } from "./update.js";

export interface BaselineOptions {
  /** The file of the baseline. */
  readonly baseline?: string;
  /** Writes a new baseline, which accepts the findings of this run. */
  readonly updateBaseline?: boolean;
}

/**
 * Puts a baseline in front of the output of a run.
 *
 * @param asked the captures, as the user named them
 * @throws UnflushedError (`usage`, `baseline-missing`, `baseline-unreadable`, `baseline-invalid`, `output-unwritable`)
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
      "--update-baseline needs all captures, and --shard reads a part of them: leave one of the two out",
    );
  }
  if (baseline !== undefined) return new BaselineCheck(baseline, updateBaseline, asked, output, atEnd);
  throw new UnflushedError("usage", "--update-baseline writes a baseline: name its file with --baseline FILE");
}

/**
 * Suppresses the findings that the baseline accepts, and adds a deviation record for each difference. It sees only the
 * records, so it works for a merged run as it does for a live one.
 */
export class BaselineCheck implements RecordSink {
  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;
  readonly #known: Baseline | null;
  readonly #paths: BaselinePaths;
  readonly #update: BaselineUpdate | null;
  /** The captures that were opened, by their paths in the baseline. */
  readonly #begun = new Set<string>();
  /** The captures that were read, or that failed. The others were skipped. */
  readonly #reported = new Set<string>();
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
    this.eventNeed = output.eventNeed;
    this.#known = readBaseline(file, isUpdated);
    this.#paths = new BaselinePaths(file, asked);
    this.#update = isUpdated ? new BaselineUpdate(file, atEnd) : null;
  }

  take(line: RecordLine): void {
    if (line.kind === "begin") this.#begin((line as RecordLine<"begin">).value.path);
    else if (line.kind === "capture") this.#end((line as RecordLine<"capture">).value);
    else if (line.kind === "failure") this.#reported.add(this.#path);
    this.output.take(line.kind === "finding" ? this.#finding(line as RecordLine<"finding">) : line);
  }

  takeExchanges(run: ExchangeRun): void {
    this.output.takeExchanges(run);
  }

  warning(text: string): void {
    this.output.warning(text);
  }

  /** Call it after the last capture. Reports the captures that should have been read, and writes the new baseline. */
  finish(): void {
    for (const path of this.#known?.keys() ?? []) {
      const message = this.#whyMissing(path);
      if (message === null) continue;
      const deviating = { change: "capture-not-read", fails: false, finding: null, counts: [], message } as const;
      this.#report(null, this.#paths.outside(path), deviating);
    }
    const others = [...(this.#known?.values() ?? [])].filter(({ path }) => !this.#reported.has(path));
    this.#update?.write(others.filter(({ path }) => this.#whyMissing(path) === null));
  }

  /** Replaces the old baseline with the new one. If a capture could not be read, the old one stays. */
  publish(hasFailed: boolean): void {
    if (this.#update) this.warning(hasFailed ? this.#update.abandon() : this.#update.publish());
  }

  #whyMissing(path: string): string | null {
    return this.#reported.has(path) ? null : this.#paths.missing(path, this.#begun.has(path));
  }

  #begin(path: string): void {
    this.#path = this.#paths.inBaseline(path);
    this.#begun.add(this.#path);
    this.#comparison = new BaselineComparison(this.#known?.get(this.#path) ?? null);
    this.#update?.begin(this.#path);
  }

  #finding(line: RecordLine<"finding">): RecordLine {
    const found = line.value;
    if (found.suppressed) return line as RecordLine; // by an ignore or an expectation
    if (!this.#accept(identityOf(found))) return line as RecordLine;
    const suppressed: FindingRecord = { ...found, suppressed: { by: "baseline", reason: null } };
    return RecordLine.of(suppressed);
  }

  #accept(finding: FindingIdentity): boolean {
    this.#update?.add(finding);
    return this.#comparison.accept(finding) || this.#update !== null;
  }

  #end({ capture, path, summary }: CaptureRecord): void {
    if (this.#known) for (const each of this.#comparison.deviations(summary)) this.#report(capture, path, each);
    this.#update?.end(summary);
    this.#reported.add(this.#path);
  }

  /** Emits a deviation. It cannot fail the run if the run updates the baseline. */
  #report(capture: number | null, path: string, { change, fails, finding, counts, message }: Deviating): void {
    const isFailure = fails && !this.#update;
    const by = "baseline";
    const deviation: DeviationRecord = {
      ...{ kind: "deviation", capture, path, by, change, fails: isFailure, line: null },
      ...{ finding, counts, message },
    };
    this.output.take(RecordLine.of(deviation));
  }
}
