import type { Filter } from "../../sockets/filter.js";
import type { SeenWhole } from "./filtered/seen-whole.js";
import type { Peer } from "./peer.js";
import type { Recognition } from "./recognition.js";
import type { Reporter } from "./reporter.js";
import type { RequestReader } from "./request-reader.js";
import type { ResponseStream } from "./response/response-stream.js";
import type { Ring } from "./ring.js";
import type { UnsentBytes } from "./unsent-bytes.js";

/** What one connection is made of. Those who follow its calls and those who judge its end share it. */
export interface ConnectionParts {
  readonly filter: Filter;
  readonly seen: SeenWhole;
  readonly recognition: Recognition;
  readonly reporter: Reporter;
  readonly peer: Peer;
  readonly requests: RequestReader;
  readonly responses: ResponseStream;
  readonly ring: Ring;
  readonly unsent: UnsentBytes;
}
