import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Interest } from "../../../core/protocols/conversations.js";
import type { Cause, Evidence, Exchange, Response, Verdict } from "../../../core/protocols/exchange.js";
import type { ByteClassifier } from "../../../core/protocols/http1/byte-classes.js";
import type { ProtocolName } from "../../../core/protocols/http1/sniffer.js";
import type { Judgement, Reset, Role } from "../../../core/protocols/judgement.js";
import type { EndedBy } from "../../../core/sockets/event.js";
import { ENDED_BY } from "../event-fields.js";

/** The words that the engine has numbers for (src/engine/assembly/http1/words.ts), in its order. A number beyond them is null. */
export const VERDICTS = [
  ...(["complete", "truncated", "aborted-by-peer", "overrun", "in-flight", "undetermined"] as const),
] as const satisfies readonly Verdict[];
export const CAUSES = [
  ...(["shut-wr", "shut-rdwr", "close", "exit", "reset", "eof"] as const),
] as const satisfies readonly Cause[];
export const EVIDENCES = [
  ...(["declared-length", "chunk-framing", "head-framing", "short-write", "failed-write", "blocked-write"] as const),
] as const satisfies readonly Evidence[];
export const FRAMINGS = [
  ...(["content-length", "chunked", "until-close", "none", "unknown"] as const),
] as const satisfies readonly Response["framing"][];
export const PROTOCOLS = [
  ...(["http/1", "tls", "http/2", "other", "fastcgi", "scgi", "websocket", "resp", "memcached"] as const),
] as const satisfies readonly ProtocolName[];
export const ROLES = ["server", "client", "unknown"] as const satisfies readonly Role[];
/** The numbers are those of src/engine/assembly/conversations/conversation.ts. */
export const INTERESTS = ["waits", "follows", "ignores"] as const satisfies readonly Interest[];
export const ABOUT = ["response", "debt", "late-write", "unanswered"] as const satisfies readonly Judgement["about"][];
export const RESETS = ["linger-zero", "unread-request"] as const satisfies readonly Reset["by"][];
export const UNSEEN_ENDS = ["by-layout", "possible"] as const satisfies readonly Exchange["unseenEnd"][];
export const BLIND_SPOTS = [
  ...(["writes-not-traced", "head-cut-by-string-limit", "bytes-spliced", "attached-mid-connection"] as const),
  ...(["request-not-seen", "encrypted", "http2", "other-protocol", "invalid-content-length"] as const),
  ...(["reads-not-traced", "delivery-in-doubt", "io-uring", "threads-not-traced", "shutdown-not-traced"] as const),
  ...(["lines-lost", "lines-elided", "bytes-elided", "lines-out-of-order", "write-in-doubt"] as const),
  ...(["peer-ended-first", "unmarked-end", "capture-ends-early"] as const),
] as const satisfies readonly BlindSpotCode[];
/** What a parser takes bytes for: its states (src/engine/assembly/http1/message/states.ts), and what is not HTTP. */
export const TAKEN_AS = [
  ...(["start", "head", "fixed", "chunk-size", "chunk-data", "chunk-end", "last-chunk", "unfinished-size"] as const),
  ...(["unended", "trailers", "until-close", "lost", "proxy-header"] as const),
] as const satisfies readonly Parameters<ByteClassifier>[0][];
/** How a connection ends: as its socket does, or by a shutdown of the program. */
export const ENDS = [...ENDED_BY, "shut-wr", "shut-rdwr"] as const satisfies readonly (EndedBy | Cause)[];
