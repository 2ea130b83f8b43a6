/** Notes how the bytes of the event at hand are classified, for a host that asks for it (core/analysis/connections.ts). */
import { createList, List } from "../heap/list";
import { watcher } from "./message/dry-run";
import { requestHandler } from "./request-reader";
import { responseHandler } from "./response/response-handler";

/** For each run of bytes two numbers: what the parser took it for, and how many bytes it has. */
const classified: List<f64> = createList<f64>();

/** Where the list stands. */
export function classifiedBytes(): usize {
  return changetype<usize>(classified);
}

/** Another event is at hand. */
export function beginClassified(): void {
  classified.cut(0);
}

function note(_owner: usize, as: i32, bytes: f64): void {
  classified.push(as);
  classified.push(bytes);
}

/** From now on it is noted. */
export function classifyBytes(): void {
  requestHandler.onBytes = note.index;
  responseHandler.onBytes = note.index;
  watcher.onBytes = note.index;
}
