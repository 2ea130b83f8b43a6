import type { PathRecord } from "../records/record.js";
import type { RecordSink } from "../records/record-sink.js";
import type { PathRows } from "./path-rows.js";

/** The paths of many captures, by their rows. */
export interface PathStore {
  /** The numbers that join them. */
  readonly rows: PathRows;
  /** @throws UnflushedError (`output-unwritable`) if there is no room for them */
  add(path: PathRecord): void;
  at(row: number): PathRecord;
  /** Nothing of them is needed any more. */
  close(): void;
}

/** Records that wait until all captures are read. */
export interface HeldRecords extends RecordSink {
  /**
   * Hands them on in their order, once. Nothing of them is kept then, also if it fails.
   *
   * @param caughtUp waits for a slow reader of what is written
   */
  replay(output: RecordSink, caughtUp: () => Promise<void>): Promise<void>;
}

/** Where paths and records wait: they may be very many. */
export interface JoiningPlace {
  readonly paths: PathStore;
  /** True if all records wait, also those before the first finding or path. */
  readonly holdsAll?: boolean;
  makeHeld(needs: Pick<RecordSink, "wantsConnections" | "eventNeed">): HeldRecords;
}
