import type { CallsElsewhere } from "./call/pending.js";
import type { ThreadTimes } from "./line/late-lines.js";

/** What another reader keeps, if two take turns at the lines of a capture. */
export interface ReadElsewhere {
  readonly calls: CallsElsewhere;
  readonly times: ThreadTimes;
  /** The columns of all lines that it has read. */
  readonly forms: number;
}
