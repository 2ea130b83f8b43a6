import type { BlindSpotCode } from "../blind-spot.js";
import { FrameReader } from "../frames/frame-reader.js";
import type { MovedBytes } from "../moved-bytes.js";
import type { StreamProgress } from "../protocol.js";
import { FROM_SERVER, isControl, isControlOnly, OPCODE, type WebSocketHead } from "./frame-format.js";

/** What the server sends, frame by frame. */
export class ServerSide {
  readonly reader: FrameReader<WebSocketHead>;
  /** Whether a message of several frames is under way; `unknown` after a gap. */
  fragments: "none" | "open" | "unknown" = "none";
  /** The last whole frame was one of data. */
  isDataLast = false;
  /** Bytes of all bodies; null after a gap. */
  bodyBytes: number | null = 0;
  /** The line of the call that carried the first byte, or the head that changed the protocol (101); null before it. */
  firstLine: number | null = null;
  /** The line on which the last frame began. */
  frameLine = 0;
  /** Why the reader was out of step last. */
  gap: BlindSpotCode | null = null;
  /** Bytes at the end of the last call that are hidden; 0 if no frame begins with them. */
  hiddenTail = 0;
  /** The kernel refused frames of control, and nothing else, and took no byte since. */
  wasControlRefused = false;
  /** Bytes of frames, with their heads. */
  #total = 0;
  #callBytes = 0;

  /**
   * @param isOlder the stream is older than the capture
   * @param closed a close frame is whole: what comes after it is not read
   */
  constructor(
    isOlder: boolean,
    private readonly closed: () => void,
  ) {
    if (isOlder) {
      this.gap = "attached-mid-connection";
      this.#afterGap();
    }
    this.reader = new FrameReader(
      FROM_SERVER,
      {
        head: (head, line) => this.#begin(head, line),
        body: (_, __, ___, length) => {
          if (this.bodyBytes !== null) this.bodyBytes += length;
        },
        end: (head) => this.#end(head),
        lost: (isHidden, at) => {
          this.#lose(isHidden ? "head-cut-by-string-limit" : "other-protocol");
          this.hiddenTail = isHidden ? this.#callBytes - at : 0;
        },
        found: () => this.#afterGap(),
      },
      isOlder,
    );
  }

  take(bytes: MovedBytes): void {
    this.firstLine ??= bytes.line;
    this.wasControlRefused = false;
    this.#total += bytes.length;
    this.#callBytes = bytes.length;
    this.hiddenTail = 0;
    const wasInHead = this.reader.step === "in-head";
    this.reader.take(bytes);
    if (this.reader.step === "in-head" && !wasInHead) this.frameLine = bytes.line;
  }

  refuse(bytes: MovedBytes): void {
    this.wasControlRefused = this.reader.step === "between" && isControlOnly(bytes);
  }

  miss(why: BlindSpotCode): void {
    this.reader.lose();
    this.hiddenTail = 0;
    this.#lose(why);
  }

  /** See `Conversation`. */
  get progress(): StreamProgress | null {
    const { step, frame, left } = this.reader;
    if (step === "lost") return null;
    return { accepted: this.#total, declared: this.#total + (frame ? left : 0) };
  }

  /** True within a frame of control: what is missing of it is no data. */
  get isInControl(): boolean {
    const { frame } = this.reader;
    return frame !== null && isControl(frame.opcode);
  }

  /** True within a head, or within a frame of data. */
  get isInData(): boolean {
    const { step, frame } = this.reader;
    return step === "in-head" || (frame !== null && !this.isInControl);
  }

  #begin({ opcode }: WebSocketHead, line: number): void {
    this.frameLine = line;
    if (isControl(opcode) || this.fragments === "unknown") return;
    // the frames of two messages of data never mix (RFC 6455, section 5.4)
    if ((opcode === OPCODE.continuation) === (this.fragments === "open")) return;
    this.reader.lose();
    this.#lose("other-protocol");
  }

  #end({ opcode, isFinal }: WebSocketHead): void {
    this.isDataLast = !isControl(opcode);
    if (this.isDataLast) this.fragments = isFinal ? "none" : "open";
    if (opcode !== OPCODE.close) return;
    this.closed();
    this.reader.lose();
  }

  #lose(spot: BlindSpotCode): void {
    this.gap = spot;
    this.bodyBytes = null;
  }

  /** What was under way before a gap is not known. */
  #afterGap(): void {
    this.bodyBytes = null;
    this.fragments = "unknown";
    this.isDataLast = false;
  }
}
