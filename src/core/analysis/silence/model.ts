import type { BlindSpotCode } from "../../protocols/blind-spot.js";
import type { SILENT_REASONS } from "./reasons.js";

/** Why nothing of a capture could be judged. */
export type SilenceCode = keyof typeof SILENT_REASONS | BlindSpotCode;

/** Nothing of a capture could be judged: why, and what to do, in one sentence without a full stop. */
export interface Silence {
  readonly code: SilenceCode;
  readonly message: string;
}

/** How many connections showed what. */
export interface ConnectionSights {
  /** All that are over. */
  readonly connections: number;
  /** Those that were open before the capture began. */
  readonly openedBefore: number;
  /** Those that carried a byte. */
  readonly carried: number;
  /** Those of which the capture shows bytes. */
  readonly shown: number;
  readonly http1: number;
  readonly http2: number;
  readonly tls: number;
  readonly other: number;
}

/** All that the reason of a silence is found from. */
export interface Sights extends ConnectionSights {
  /** The names of all calls of the capture. */
  readonly names: ReadonlySet<string>;
  /** True if the capture holds lines of several threads, or would. */
  readonly isFollowed: boolean;
  /** True if it holds a table of `strace -c`. */
  readonly hasTable: boolean;
  readonly responses: number;
  readonly findings: number;
  /** How many lines could not be read. */
  readonly unread: number;
  /** In the order in which they were met. */
  readonly blindSpots: readonly BlindSpotCode[];
}
