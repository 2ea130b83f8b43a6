/** The place that a document is written to. */
export interface Destination {
  write(text: string): void;
  /** Hands on what was written so far. */
  flush(): void;
  /** The document is whole, and was flushed. */
  finish(): void;
  /** It never will be: nothing of it stays. */
  abandon(): void;
}

/** Characters that are handed on at a time. */
export const FLUSH_AT = 65_536;
