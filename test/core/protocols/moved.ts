import { bytesOf } from "../../../src/core/bytes.js";
import type { MovedBytes } from "../../../src/core/protocols/moved-bytes.js";

/** What a call moved, for tests. */
export interface MovedParts {
  /** How many of the bytes the capture shows, as with `-s`; all by default. */
  readonly shown?: number;
  readonly asked?: number | null;
  readonly line?: number;
}

/** The bytes of one call: a text with one character for each byte, or the bytes themselves. */
export function moved(content: string | Uint8Array, { shown, asked, line = 1 }: MovedParts = {}): MovedBytes {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  const visible = bytes.subarray(0, shown ?? bytes.length);
  return {
    length: bytes.length,
    asked: asked === undefined ? bytes.length : asked,
    isSpliced: false,
    line,
    show: (at, most) => visible.subarray(at, at + most),
    nextShown: (at) => (at < visible.length ? at : bytes.length),
  };
}
