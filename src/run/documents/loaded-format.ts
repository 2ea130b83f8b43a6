import type { MakeFormat } from "../../core/formats/format.js";
import type { EventNeed } from "../../core/records/event.js";

/** A format that is ready to begin a document. */
export interface LoadedFormat {
  /** True if each finding is handed on at once. */
  readonly isLive: boolean;
  /** True if it is no text: each character is a byte. */
  readonly isBinary: boolean;
  readonly needs: EventNeed;
  readonly make: MakeFormat;
}
