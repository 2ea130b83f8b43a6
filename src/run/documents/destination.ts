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

/** How text becomes bytes: `latin1` for a document that is no text, of which each character is a byte. */
export type DocumentEncoding = "utf8" | "latin1";
