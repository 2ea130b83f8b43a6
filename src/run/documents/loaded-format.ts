import type { MakeFormat } from "../../core/formats/format.js";

/** A format that is ready to begin a document. */
export interface LoadedFormat {
  /** True if each finding is handed on at once. */
  readonly isLive: boolean;
  readonly make: MakeFormat;
}
