import type { Evidence } from "../../../core/protocols/exchange.js";

/** What a verdict rests on, in a sentence. */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  "declared-length": "the head declares a length, and fewer bytes were accepted",
  "chunk-framing": "the body is in chunks, and the last one never came",
  "head-framing": "the empty line that ends a head never came",
  "record-framing": "the head of a record or a frame says that more bytes belong to it",
  "end-marker": "what ends a message in its protocol never came",
  "short-write": "the kernel refused bytes, and they were never offered again",
  "failed-write": "a write failed for good, and none replaced it",
  "blocked-write": "the write of the rest waited for the socket when its thread was killed",
};
