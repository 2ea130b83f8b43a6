/** What a line declares: so many bytes of data, which follow it and have a CRLF of their own; or nothing. */
export type Follows = number | "nothing";

/**
 * The replies of a text protocol of which some lines declare how many bytes of data follow. A grammar knows what is under way. It is
 * handed the lines, and hears of the data.
 */
export interface ReplyGrammar {
  /** True if no reply is under way. */
  readonly isIdle: boolean;
  /** Bytes that end the reply after the data under way and its CRLF; null if that is not known. */
  readonly bytesAfterData: number | null;
  /** False if the data under way may have no CRLF at its end. */
  readonly hasCrlf: boolean;
  /**
   * A line has come: `bytes[start..end)`, without its LF.
   *
   * @returns null if no such line may stand here
   */
  line(bytes: Uint8Array, start: number, end: number): Follows | null;
  /** True if a line that may stand here begins with `bytes[0..end)`. */
  mayBegin(bytes: Uint8Array, end: number): boolean;
  /** Data begins with these bytes, as far as the capture shows them. */
  dataBegins?(bytes: Uint8Array): void;
  /** The data is whole. */
  dataEnds(): void;
  /**
   * True if the last `length` bytes of a call can only be the line that ends the reply, though the capture hides some of them. The
   * reply is over then.
   *
   * @param seen those that it shows
   */
  endsUnseen(seen: Uint8Array, length: number): boolean;
  /** Forgets what is under way. */
  reset(): void;
}
