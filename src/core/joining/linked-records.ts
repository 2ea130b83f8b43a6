import { endHash } from "../paths/target-hash.js";
import type { EventNeed } from "../records/event.js";
import type { ExchangeRun } from "../records/exchange-run.js";
import { RecordLine } from "../records/record-line.js";
import type { RecordSink } from "../records/record-sink.js";
import { clockOf } from "../strace/capture-clock.js";
import type { CaptureClock } from "../text/wall-clock.js";
import { ClockEstimates } from "./clock-estimates.js";
import { CorrectedRecords } from "./corrected-records.js";
import { JoinedPaths } from "./join-paths.js";
import type { HeldRecords, JoiningPlace } from "./joining-place.js";

/**
 * Joins the paths of several captures. A later capture may show that the finding of an earlier one is the echo of another hop's loss, and that
 * its summary counts a loss that is none. So records are held back from the first finding or path on, until all captures are read.
 */
export class LinkedRecords implements RecordSink {
  readonly wantsConnections: boolean;
  readonly eventNeed: EventNeed;
  readonly #names = new Map<number, string>();
  /** The addresses on which the programs of each capture answer. */
  readonly #answersOn = new Map<number, ReadonlySet<number>>();
  /** What kind of times each capture has: only those of one kind can be compared. */
  readonly #clocks = new Map<number, CaptureClock | null>();
  #held: HeldRecords | null = null;

  /** @param tellsPathsFirst true if the paths come before the captures, for a filter that has to know them by then */
  constructor(
    private readonly output: RecordSink,
    private readonly place: JoiningPlace,
    private readonly tellsPathsFirst = false,
  ) {
    this.wantsConnections = output.wantsConnections;
    this.eventNeed = output.eventNeed;
    if (place.holdsAll) this.#held = place.makeHeld(this);
  }

  take(line: RecordLine): void {
    if (line.kind === "finding" || line.kind === "path") this.#held ??= this.place.makeHeld(this);
    if (line.kind === "path") {
      this.place.paths.add((line as RecordLine<"path">).value);
      return;
    }
    if (line.kind === "clock") return; // of a result: the paths say it again
    if (line.kind === "capture") {
      const { capture, answersOn, recordedWith } = (line as RecordLine<"capture">).value;
      this.#clocks.set(capture, clockOf(recordedWith));
      this.#answersOn.set(capture, new Set(answersOn.map(endHash)));
    }
    if (line.kind === "begin") {
      const { capture, path } = (line as RecordLine<"begin">).value;
      this.#names.set(capture, path);
    }
    (this.#held ?? this.output).take(line);
  }

  takeExchanges(run: ExchangeRun): void {
    (this.#held ?? this.output).takeExchanges(run);
  }

  warning(text: string): void {
    this.output.warning(text); // at once: a person may be waiting
  }

  /** All captures are read: hands on what was held back, and then the paths. */
  async finish(caughtUp: () => Promise<void>): Promise<void> {
    const held = this.#held;
    this.#held = null; // what comes now is not about a capture
    try {
      const joined = new JoinedPaths(this.place.paths, this.#answersOn);
      const clocks = new ClockEstimates();
      if (held && !this.tellsPathsFirst) await this.#replay(held, joined, caughtUp);
      await this.#tellPaths(joined, clocks, caughtUp);
      if (held && this.tellsPathsFirst) await this.#replay(held, joined, caughtUp);
      for (const clock of clocks.records((...captures) => this.#areComparable(captures))) {
        this.output.take(RecordLine.of(clock));
      }
    } finally {
      this.place.paths.close();
    }
  }

  async #tellPaths(joined: JoinedPaths, clocks: ClockEstimates, caughtUp: () => Promise<void>): Promise<void> {
    for (const [, { parts: _, ...path }] of joined.all()) {
      clocks.add(path.exchanges);
      this.output.take(RecordLine.of({ ...path, capture: null }));
      await caughtUp();
    }
  }

  #areComparable(captures: readonly number[]): boolean {
    const [clock, other] = captures.map((capture) => this.#clocks.get(capture));
    return clock !== undefined && clock !== null && clock !== "relative" && clock === other;
  }

  async #replay(held: HeldRecords, joined: JoinedPaths, caughtUp: () => Promise<void>): Promise<void> {
    const { output, wantsConnections, eventNeed } = this;
    const records = new CorrectedRecords(joined, this.#names);
    const corrected: RecordSink = {
      wantsConnections,
      eventNeed,
      take: (line) => output.take(records.of(line)),
      takeExchanges: (run) => output.takeExchanges(run),
      warning: (text) => output.warning(text),
    };
    await held.replay(corrected, caughtUp);
  }
}
