import type { CallsElsewhere } from "./call/pending.js";
import type { ThreadTimes } from "./line/late-lines.js";

/** What somebody else keeps who reads some of the lines in a reader's place. */
export interface ReadElsewhere {
  readonly calls: CallsElsewhere;
  readonly times: ThreadTimes;
}
