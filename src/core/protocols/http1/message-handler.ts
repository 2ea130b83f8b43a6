import type { Framing } from "./framing.js";

/** What a byte stream turns out to be. `Head` is whatever `parseHead` makes of the start of a message. */
export interface MessageHandler<Head> {
  /** True where what was seen from `at` on is, or may still become, the start of a message. */
  mayStart(seen: string, at: number): boolean;
  parseHead(text: string): Head | null;
  /** A whole head was seen; says how its body is framed. */
  onHead(head: Head): Framing;
  /** The first bytes of a head were seen, not yet all. */
  onStart(): void;
  onBody(bytes: number): void;
  onEnd(): void;
  /** Bytes behind a message that do not start another. */
  onSurplus(bytes: number): void;
  /**
   * From here on the stream cannot be followed: the capture hides bytes that matter, or it is no HTTP.
   * `seen` is what was seen of the head or chunk size before the gap.
   */
  onLost(where: Gap, seen: string): void;
  /** Another message starts where a body was promised: it answered a HEAD. Told only after `mayBeBodiless`. */
  onBodiless?(): void;
  /** True where nobody knows whether the promised body follows. */
  readonly mayBeBodiless?: boolean;
  /** True where empty lines before a message are to be ignored (RFC 9112 section 2.2). */
  readonly skipsEmptyLines?: boolean;
  /** As what the next bytes of the stream were taken. */
  readonly onBytes?: ByteClassifier | undefined;
}

/** Where the capture hides bytes that matter; `start`: what stands there is no message at all. */
export type Gap = "head" | "chunk" | "start";

export type ParserState =
  | "start"
  | "head"
  | "fixed"
  | "chunk-size"
  | "chunk-data"
  | "chunk-end"
  | "trailers"
  | "until-close"
  | "lost";

/** Hears, in the order of the stream, as what its bytes were taken; `proxy-header` is no HTTP. */
export type ByteClassifier = (as: ParserState | "proxy-header", bytes: number) => void;
