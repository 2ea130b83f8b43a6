import { visible } from "./core/text/escape.js";

/** The codes of all errors that a user can cause or fix. A code never changes its meaning; a message may change. */
export type ErrorCode =
  | "capture-not-found"
  | "capture-is-directory"
  | "no-captures"
  | "capture-unreadable"
  | "capture-empty"
  | "capture-binary"
  | "capture-damaged"
  | "capture-window-too-large"
  | "engine-failed"
  | "engine-unavailable"
  | "package-incomplete"
  | "capture-unordered"
  | "unrecognized-line"
  | "capture-not-strace"
  | "capture-of-other-tracer"
  | "no-such-connection"
  | "no-such-target"
  | "time-unknown"
  | "host-not-found"
  | "cannot-connect"
  | "rcvbuf-unavailable"
  | "strace-missing"
  | "strace-too-old"
  | "strace-failed"
  | "ptrace-forbidden"
  | "no-such-process"
  | "process-already-traced"
  | "command-not-found"
  | "capture-unwritable"
  | "already-listening"
  | "server-not-listening"
  | "no-such-write"
  | "output-unwritable"
  | "output-exists"
  | "format-invalid"
  | "format-failed"
  | "result-unreadable"
  | "result-invalid"
  | "result-cut-short"
  | "result-of-other-version"
  | "shard-missing"
  | "shard-twice"
  | "shards-differ"
  | "results-differ"
  | "scrub-changed-verdict"
  | "scrub-left-text"
  | "baseline-missing"
  | "baseline-invalid"
  | "baseline-unreadable"
  | "expectation-invalid"
  | "config-not-found"
  | "config-invalid"
  | "config-untrusted"
  | "rule-failed"
  | "working-directory-gone"
  | "usage";

/**
 * An error that the user can act on. `message` is one sentence: what is wrong, where, and what to do. It is one line,
 * whatever the names and the texts are that it quotes.
 */
export class UnflushedError extends Error {
  override readonly name = "UnflushedError";

  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(visible(message));
  }
}
