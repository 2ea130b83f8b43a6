import { undecidedOf } from "../../../core/formats/paths/origin-words.js";
import type { BlindSpotCode } from "../../../core/protocols/blind-spot.js";
import type { Cause, Evidence, Framing, Verdict } from "../../../core/protocols/exchange.js";
import type { ConnectionRecord, FindingRecord } from "../../../core/records/record.js";
import type { Level } from "../../../core/rules/rule.js";
import type { StoryRecord } from "../../../core/story/story.js";

/** What is said of findings before the captures are joined, and the origin of what was lost. */
export const NOT_JOINED = "not joined yet";
export const NOT_YET = "not yet";

/** What a list shows of a finding. The rest stays text until somebody opens it. */
export interface KnownFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly exchange: number | null;
  readonly line: number;
  /** Seconds without an accepted byte before the end. */
  readonly silence: number | null;
  /** `c2`, or `1.c2` in another capture, if its bytes were lost there; `not known`; empty if they were lost here. */
  readonly origin: string;
  /** The record as JSON. */
  readonly text: string;
}

/** One exchange, flat: there are very many. */
export interface ExchangeRow {
  /** In the order of the stream, from 0. */
  readonly order: number;
  readonly connection: ShownConnection;
  /** The index in its connection, from 0. */
  readonly index: number;
  /** When its response began, in seconds on the capture's clock. */
  readonly time: number | null;
  /** The line of the response, else that of the request. */
  readonly line: number | null;
  /** `GET /x`; not escaped. */
  readonly subject: string;
  readonly target: string | null;
  readonly status: number | null;
  readonly declared: number | null;
  readonly accepted: number | null;
  /** Bytes that the program lost of it; null if nobody knows. */
  readonly lost: number | null;
  /** Seconds without an accepted byte before the end; null without a finding. */
  readonly silence: number | null;
  readonly verdict: Verdict;
  /** Where its bytes were lost first, as far as is known by now; empty if none were. */
  origin: string;
  readonly cause: Cause | null;
  readonly evidence: Evidence | null;
  readonly framing: Framing | null;
  readonly blindSpots: readonly BlindSpotCode[];
  /** The findings about it. */
  readonly findings: readonly KnownFinding[];
}

/** A story: its lines, and the record as JSON. */
export interface KnownStory {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A connection, as far as the stream has come. */
export interface ShownConnection {
  readonly capture: number;
  readonly id: string;
  /** Null before its record has come: findings come at once. */
  record: ConnectionRecord | null;
  readonly rows: ExchangeRow[];
  readonly findings: KnownFinding[];
  readonly stories: KnownStory[];
}

export function knownFinding(text: string, found: FindingRecord): KnownFinding {
  const { rule, level, message, exchange, line, evidence } = found;
  return { rule, level, message, exchange, line, silence: evidence.idle, origin: originOf(found), text };
}

function originOf(found: FindingRecord): string {
  const { origin, capture } = found;
  if (undecidedOf(found)) return "not known";
  if (!origin) return "";
  return origin.capture === capture ? origin.connection : `${origin.capture}.${origin.connection}`;
}

export function findingOf({ text }: KnownFinding): FindingRecord {
  return JSON.parse(text) as FindingRecord;
}

/** The story that holds a line; if none does, the last one. The same story is the same object until more is known of it. */
export function storyAt({ stories }: ShownConnection, line: number | null): KnownStory | null {
  return stories.find(({ from, to }) => line !== null && from <= line && line <= to) ?? stories.at(-1) ?? null;
}

export function storyOf({ text }: KnownStory): StoryRecord {
  return JSON.parse(text) as StoryRecord;
}
