import type { Framing } from "../head/framing.js";

/** Receives what a `MessageParser` finds in a byte stream. `Head` is what `parseHead` makes of a message's head. */
export interface MessageHandler<Head> {
  /** Characters that a message surely begins with: before they are seen, none has begun. */
  readonly sureStart: number;
  /** True if what was seen from `at` on is, or may become, the start of a message. */
  mayStart(seen: string, at: number): boolean;
  /** Reads a head, up to its empty line; null if it is not one. */
  parseHead(text: string): Head | null;
  /** A whole head was seen. Returns how its body is framed. */
  onHead(head: Head): Framing;
  /** The first bytes of a head were seen. */
  onStart(): void;
  /** `bytes` of the body, or of what cannot be followed, went by. */
  onBody(bytes: number): void;
  /** The message is whole. */
  onEnd(): void;
  /**
   * The head or the body was lost, and a chunk of the body is found.
   *
   * @param isLast it is the last chunk, in a write of its own: more bytes after it would show that it was data
   */
  onFound?(isLast: boolean): void;
  /** Another message follows one of which the capture hides the end, but whose framing is known in part. */
  onFollowed?(): void;
  /** A message begins where a chunk size is due. Returns true if it is the next one, false if it is data of the body. */
  onInstead?(): boolean;
  /** `bytes` came after a message and do not start another. */
  onSurplus(bytes: number): void;
  /**
   * From here on the stream cannot be followed: the capture hides bytes that matter, or it is not HTTP.
   *
   * @param gap where the parser was
   * @param seen what was seen of the head or chunk size before the gap
   * @param isElided a person left out what is hidden; otherwise strace cut it
   */
  onLost(gap: Gap, seen: string, isElided: boolean): void;
  /**
   * The end of a head is hidden.
   *
   * @param seen what was seen of the head
   * @param hidden the bytes after it that the same buffer hides
   * @param isElided a person left them out; otherwise strace cut them
   * @returns how many bytes of the body are surely still to come; null if what was seen does not give the body's length
   */
  onHeadCut?(seen: string, hidden: number, isElided: boolean): number | null;
  /** Another message starts in place of the promised body: it answered a HEAD. Called only if `mayBeBodiless`. */
  onBodiless?(): void;
  /** Another message starts within the promised body: its rest is hidden. Called only if `mayHideRest`. */
  onRestHidden?(): void;
  /** True if the capture may hide the rest of a body. */
  readonly mayHideRest?: boolean;
  /** True if the promised body may not follow: the request was not seen, and it may have been a HEAD. */
  readonly mayBeBodiless?: boolean;
  /** True if empty lines before a message are to be ignored (RFC 9112 section 2.2). */
  readonly skipsEmptyLines?: boolean;
  /** Hears how the parser classified the next bytes. */
  readonly onBytes?: ByteClassifier | undefined;
}

/**
 * Where the stream was lost: in a head, in a chunk's size or data, or at the start of what is not a message at all. `broken`:
 * nothing is hidden, but what stands in the place of a chunk's size or end is none. `sized`: in a head, but the length of the
 * body was seen.
 */
export type Gap = "head" | "sized" | "chunk" | "broken" | "start";

/**
 * `last-chunk`: five bytes are hidden where a chunk size is due, or the end of the trailers is. They end the body if nothing
 * follows. `unfinished-size`: fewer bytes are hidden there, so the body goes on. `unended`: another message began there.
 */
export type ParserState =
  | "start"
  | "head"
  | "fixed"
  | "chunk-size"
  | "chunk-data"
  | "chunk-end"
  | "last-chunk"
  | "unfinished-size"
  | "unended"
  | "trailers"
  | "until-close"
  | "lost";

/** Hears, in the order of the stream, how its bytes were classified; `proxy-header` is not HTTP. */
export type ByteClassifier = (as: ParserState | "proxy-header", bytes: number) => void;
