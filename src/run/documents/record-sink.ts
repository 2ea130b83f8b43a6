import type { RecordLine } from "../../core/records/record-line.js";

/** Who takes what is found out about captures, one after the other. */
export interface RecordSink {
  /** False where connections and exchanges need not be told: nobody makes anything of them. */
  readonly wantsConnections: boolean;
  take(line: RecordLine): void;
  /** Something that could not be read: a sentence a line. */
  warning(text: string): void;
}
