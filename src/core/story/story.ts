import type { ProtocolName } from "../protocols/http1/sniffer.js";
import type { EventRecord } from "../records/event.js";
import type { CallCells } from "../records/step.js";
import type { CallWeight } from "./call-weight.js";
import type { AcceptedSample, StreamEnd } from "./samples.js";

/** A longer line of the capture is shortened in its middle, to about so many characters. */
export const LONGEST_LINE = 600;
/** So many lines of a story have a text. */
export const MOST_LINES = 100;

/** A call of a story. */
export interface StoryCall {
  readonly cells: CallCells;
  readonly weight: CallWeight;
  /** The lines of the capture on which it begins and ends. */
  readonly line: number;
  readonly endLine: number;
  /** Seconds on the capture's clock; if the capture has no times, the count of calls so far. */
  readonly at: number;
  /** So many calls just before it are left out. */
  readonly leftOut: number;
  /** Where these lines stand (`EventRecord.places`); only until their texts are read. */
  readonly places?: EventRecord["places"];
  /** The text of its first line, and of its last one if that is another; left out if nobody could read it. */
  readonly text?: readonly string[];
}

/**
 * What happened on a connection while one of its responses was under way: the calls, and the body bytes that were accepted. There is one
 * for each response with a finding, as far as the calls show where a response begins. A later record of the same connection and index is
 * the same story, of which more is known.
 */
export interface StoryRecord {
  readonly kind: "story";
  readonly capture: number;
  readonly connection: string;
  /** Which story of its connection it is, from 0. */
  readonly index: number;
  /** False for one that is reported while its connection is open: more calls may follow. */
  readonly isWhole: boolean;
  /**
   * The protocol of the connection; null if it was not seen. Of HTTP/1, the bytes of the samples are those of the body. Of another one they
   * are all that the side that answers sent on the connection, for streams of any number, with the heads of frames and records.
   */
  readonly protocol: ProtocolName | null;
  /** The first and the last line of its calls. */
  readonly from: number;
  readonly to: number;
  /** False if the capture has no times: `at` then counts calls. */
  readonly hasTimes: boolean;
  readonly calls: readonly StoryCall[];
  readonly samples: readonly AcceptedSample[];
  /** When writes were refused at least in part. */
  readonly refused: readonly number[];
  readonly shut: StreamEnd | null;
  readonly over: StreamEnd | null;
}
