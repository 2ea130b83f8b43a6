import { analyzerOfLines } from "../../capture/analyzed-lines.js";
import type { AnalysisListener, LineAnalyzer } from "../../core/analysis/analyzer.js";
import type { CaptureFacts } from "../../core/analysis/model.js";
import { CaptureRecords } from "../../core/records/capture-records.js";
import { RecordLine } from "../../core/records/record-line.js";
import { endsEveryDocument } from "../../core/records/record-sink.js";
import { runRecord } from "../../core/records/to-record.js";
import { guarded } from "../../core/rules/guarded.js";
import type { Syscall } from "../../core/strace/call/syscall.js";
import { LineSplitter } from "../../core/strace/line-splitter.js";
import { UnflushedError } from "../../errors.js";
import { waitingInFile } from "../../run/check/check-capture.js";
import type { RunSettings } from "../../run/config/settings.js";
import type { Documents } from "../../run/documents/documents.js";
import type { FormatOptions } from "../../run/documents/format-context.js";
import { exitCode } from "../../run/exit-code.js";
import { RunOutcome } from "../../run/outcome.js";
import { version } from "../../run/version.js";

const RING_REFUSED =
  "unflushed: io_uring_setup is refused (ENOSYS), so that the program falls back to plain calls, which strace can show; --allow-io-uring lets it be";

/** What ends the check, and not the recording. */
const ENDS_JUDGING: ReadonlySet<string> = new Set(["rule-failed", "engine-failed"]);

export interface LiveOptions extends FormatOptions, RunSettings {}

/** How the live check of a recording ended. */
export interface LiveResult {
  /** As `check` would have ended. */
  readonly code: number;
  /** Null if the capture was not judged to its end. */
  readonly facts: CaptureFacts | null;
}

/**
 * Judges a capture while it is recorded, and hands its records to the documents at once. A custom rule, a document or the
 * engine that fails ends the check, and not the recording: the traced program shall not suffer from it.
 */
export class LiveCheck {
  readonly #outcome: RunOutcome;
  readonly #records: CaptureRecords;
  readonly #analyzer: LineAnalyzer;
  readonly #lines: LineSplitter;
  #hasRefusedRing = false;
  #isJudging = true;
  #isWriting = true;

  /**
   * @param path what the capture is called
   * @param traced the calls that strace traces
   */
  constructor(
    private readonly path: string,
    traced: readonly string[],
    private readonly options: LiveOptions,
    private readonly documents: Documents,
  ) {
    const { activeRules } = options;
    const analyzerOptions = {
      traced: new Set(traced),
      rules: guarded(activeRules.rules, path),
      silenced: activeRules.silenced,
    };
    this.#outcome = new RunOutcome(documents);
    this.#records = new CaptureRecords(
      { capture: 0, position: 0, path },
      activeRules.suppressors,
      this.#outcome,
      waitingInFile,
    );
    const records = this.#records;
    const onSilence: AnalysisListener["onSilence"] = (connection, silence) => records.silent(connection, silence);
    const onLine: AnalysisListener["onLine"] = (event) => {
      if (event.kind === "call") this.#noteRing(event.call);
    };
    const listener: AnalysisListener = { ...records.listener, onSilence, onLine };
    const { analyzer, line } = analyzerOfLines(
      path,
      listener,
      analyzerOptions,
      documents.eventNeed === "events-with-bytes",
    );
    this.#analyzer = analyzer;
    this.#lines = new LineSplitter(line);
    this.#judge(() => {
      this.#outcome.take(RecordLine.of(runRecord(version, activeRules.rules, 1)));
      this.#records.begin();
    });
  }

  /** Takes the next bytes of the capture. */
  take(chunk: Buffer): void {
    this.#judge(() => this.#lines.push(chunk));
  }

  /** The capture is over: makes the documents whole. */
  finish(): LiveResult {
    let facts: CaptureFacts | null = null;
    this.#judge(() => {
      this.#lines.finish();
      facts = this.#analyzer.finish(this.path);
      this.#records.end(facts, this.#analyzer.summary);
    });
    this.#write(() => {
      this.#outcome.take(RecordLine.of({ kind: "summary", ...this.#outcome.summary }));
      this.documents.finish();
    });
    return { facts, code: this.#isWriting ? exitCode(this.#outcome, this.options) : 2 };
  }

  /** The program was changed: that is said, once. */
  #noteRing({ name, result }: Syscall): void {
    if (this.#hasRefusedRing || name !== "io_uring_setup" || !result.remarks.includes("INJECTED")) return;
    this.#hasRefusedRing = true;
    this.documents.warning(RING_REFUSED);
  }

  /** A custom rule that fails, or the engine, makes the capture one that could not be read. */
  #judge(act: () => void): void {
    if (!this.#isJudging) return;
    this.#write(() => {
      try {
        act();
      } catch (error) {
        if (!(error instanceof UnflushedError) || !ENDS_JUDGING.has(error.code)) throw error;
        this.#isJudging = false;
        this.#warn(error);
        this.#records.fail(error, false);
      }
    });
  }

  #write(act: () => void): void {
    if (!this.#isWriting) return;
    try {
      act();
    } catch (error) {
      if (!(error instanceof UnflushedError) || !endsEveryDocument(error)) throw error;
      this.#isWriting = false;
      this.#isJudging = false;
      this.documents.abandon();
      this.#warn(error);
    }
  }

  #warn({ message }: UnflushedError): void {
    this.documents.warning(`unflushed: ${message}`);
  }
}
