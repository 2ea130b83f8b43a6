import type { LineAnalyzer } from "../core/analysis/analyzer.js";
import type { AnalysisListener, AnalyzerOptions } from "../core/analysis/listener.js";
import type { CaptureFacts, Summary } from "../core/analysis/model.js";
import type { LineOddity, LineSink } from "../core/strace/line-splitter.js";
import { linesInto } from "./capture-lines.js";
import { engineModule } from "./engine.js";
import { atEnd } from "./engine-fault.js";
import { analyzerWith } from "./follow.js";
import { handOver, keepBack } from "./line-reader.js";

/**
 * Reads one capture line by line, and reports findings, exchanges and connections as soon as they are decided. It keeps
 * only what is still open, so its memory does not grow with the capture.
 */
export class Analyzer {
  readonly #analyzer: LineAnalyzer;
  readonly #line: LineSink;
  #isFed = false;

  /** @throws UnflushedError (`engine-unavailable`) if WebAssembly cannot be used here */
  constructor(listener: AnalysisListener = {}, options: AnalyzerOptions = {}) {
    const { analyzer, reader } = analyzerWith(engineModule(), listener, options, true);
    this.#analyzer = analyzer;
    this.#line = linesInto("capture", reader);
    handOver(this, reader);
  }

  /** The counts so far. After `finish` they are those of the whole capture. */
  get summary(): Summary {
    return this.#analyzer.summary;
  }

  /** True once a line was something that only strace prints, or a comment that says how strace was run. */
  get hasSeenStrace(): boolean {
    return this.#analyzer.hasSeenStrace;
  }

  /**
   * True once a line was certainly printed by strace. A line of source code can look like a call of an unknown name.
   */
  get hasSeenSyscall(): boolean {
    return this.#analyzer.hasSeenSyscall;
  }

  /**
   * Reads the next line, `bytes[start..end)`, without its line end.
   *
   * @param pid the thread of the line, if a file name (`-ff`) says it; null if the line itself does
   * @param isCut true if the capture ends within the line
   * @param oddity what is known of the line beside its text
   * @throws UnflushedError (`engine-failed`) for a fault of the engine
   */
  line(
    bytes: Uint8Array,
    start: number,
    end: number,
    pid: number | null = null,
    isCut = false,
    oddity?: LineOddity,
  ): void {
    if (!this.#isFed) {
      this.#isFed = true;
      keepBack(this);
    }
    this.#line(bytes, start, end, pid, isCut, oddity);
  }

  /**
   * Ends the capture: judges what is still open, and reports it.
   *
   * @param path the name of the capture, for the facts
   * @throws UnflushedError (`engine-failed`) for a fault of the engine
   */
  finish(path: string): CaptureFacts {
    return atEnd(path, () => this.#analyzer.finish(path));
  }
}
