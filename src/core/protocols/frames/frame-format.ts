/** The head of a record or frame: how long it is itself, and how many bytes follow it. */
export interface FrameHead {
  readonly headBytes: number;
  readonly bodyBytes: number;
}

/** How a protocol lays out its frames. */
export interface FrameFormat<H extends FrameHead> {
  /** Bytes of the longest head. */
  readonly longestHead: number;
  /**
   * Reads the head at the beginning of some bytes.
   *
   * @returns `short` if more bytes are needed, null if no frame of this protocol begins so
   */
  headOf(bytes: Uint8Array): H | "short" | null;
  /**
   * How nearly all frames of a busy stream begin, if these bytes are so many that they are rare among others. A reader that is out of step
   * then looks for them in the midst of calls.
   */
  readonly frequent?: readonly number[];
  /**
   * True if the bodies are encrypted, so that none begins a call with a head that fits it, but by chance. A call in mid-frame that begins so
   * then shows that the rest of the frame was given up.
   */
  readonly hasSealedBodies?: boolean;
  /** True if a reader that is lost may find its step by this head; left out if it may by any. */
  mayBeFound?(head: H): boolean;
}
