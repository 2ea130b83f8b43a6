import type { Prefix } from "./line/prefix/prefix.js";
import type { Result } from "./line/result/result.js";

/** What the columns before a line say. */
export type LineColumns = Pick<Prefix, "pid" | "time" | "clock" | "forms">;

/**
 * When a call changes nothing in the model, so that it need not be read: in no case, in any, or as it depends on what an fd stands
 * for or on what the thread's process waits for.
 */
export type UnneededWhen = "never" | "always" | "unless-socket" | "if-no-socket" | "unless-waiting";

/**
 * A line that was fully recognised before it came to the reader: the engine has scanned it. It is exactly as strace printed it, and
 * its arguments are surely in strace's language. It is valid until the next line.
 */
export interface ScannedLine {
  readonly kind: "whole" | "first-half" | "second-half" | "exit" | "killed" | "signal" | "ask";
  /** False for an event of a thread. */
  readonly isCall: boolean;
  /** The line is `bytes[start..end)`. As far as `bytes` goes on, the lines after it follow. */
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly prefix: LineColumns;
  readonly pid: number | null;
  /** The name of a call, and a number that all calls of this name have. */
  readonly name: string;
  readonly call: number;
  /** Where the columns end. */
  readonly properStart: number;
  /** Where the arguments of a call begin, or what of them stands in this half. */
  readonly argumentsStart: number;
  readonly argumentsText: string;
  /** The result of a whole call or of a second half. */
  readonly result: Result;
  readonly unneeded: UnneededWhen;
  /** The fd on which `unneeded` depends. */
  readonly fd: number;
}
