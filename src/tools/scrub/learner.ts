import { type AnalyzedLines, analyzerOfLines } from "../../capture/analyzed-lines.js";
import type { AnalysisListener } from "../../core/analysis/analyzer.js";
import type { Summary } from "../../core/analysis/model.js";
import { Digest } from "./digest.js";
import { expectationIn } from "./expectations.js";
import { Patches } from "./patches.js";
import type { Pseudonyms } from "./pseudonyms.js";
import { StreamMasks } from "./streams.js";

export type LineKind = "foreign" | "elided" | "expectation" | "unrecognized" | "summary" | "notice";

/** What the second reading needs to know about a capture. */
export interface Knowledge {
  readonly patches: Patches;
  /** The lines that are not calls, as the analysis understood them. */
  readonly kinds: ReadonlyMap<number, LineKind>;
  /** For each call that moved bytes on two lines: from the line on which it ended to the line on which it began. */
  readonly begins: ReadonlyMap<number, number>;
  /** The results of the analysis. */
  readonly digest: Digest;
  readonly summary: Summary;
}

const LINE_KINDS = ["foreign", "elided", "unrecognized", "summary", "notice"] as const;

function isLineKind(kind: string): kind is (typeof LINE_KINDS)[number] {
  return (LINE_KINDS as readonly string[]).includes(kind);
}

/** The first reading: analyses a capture, and learns which bytes are heads of messages. */
export class Learner {
  readonly #patches = new Patches();
  readonly #kinds = new Map<number, LineKind>();
  readonly #begins = new Map<number, number>();
  readonly #digest = new Digest();
  readonly #masks: StreamMasks;
  readonly #reading: AnalyzedLines;

  /** @param path what the capture is called, for messages */
  constructor(names: Pseudonyms, path: string) {
    this.#masks = new StreamMasks(this.#patches, names);
    const listener: AnalysisListener = {
      ...this.#digest.listener,
      onBytes: (event, taken) => {
        if (event.endLine !== event.line) this.#begins.set(event.endLine, event.line);
        this.#masks.take(event, taken);
      },
      onConversation: this.#masks.conversing.begin,
      onEvent: (_connection, { kind, socket }) => {
        if (kind === "end") this.#masks.end(socket);
      },
      onLine: ({ kind, ...event }) => {
        if ("at" in event && isLineKind(kind)) this.#kinds.set(event.at.line, kind);
      },
      onLeadingLine: (text, line) => {
        if (expectationIn(text) !== null) this.#kinds.set(line, "expectation");
      },
    };
    this.#reading = analyzerOfLines(path, listener);
  }

  get hasSeenStrace(): boolean {
    return this.#reading.analyzer.hasSeenStrace;
  }

  line(bytes: Uint8Array, start: number, end: number, pid: number | null = null, isCut = false): void {
    this.#reading.line(bytes, start, end, pid, isCut);
  }

  finish(): Knowledge {
    const { analyzer } = this.#reading;
    const facts = analyzer.finish("capture");
    const { summary } = analyzer;
    this.#digest.finish(facts, summary);
    this.#masks.finish();
    return { patches: this.#patches, kinds: this.#kinds, begins: this.#begins, digest: this.#digest, summary };
  }
}
