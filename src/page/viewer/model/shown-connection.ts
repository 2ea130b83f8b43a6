import { undecidedOf } from "../../../core/formats/paths/origin-words.js";
import type { ConnectionRecord, FindingRecord } from "../../../core/records/record.js";
import type { Level } from "../../../core/rules/rule.js";
import type { StoryRecord } from "../../../core/story/story.js";
import type { ExchangeRow } from "./exchange-row.js";

/** What a list shows of a finding. The rest stays text until somebody opens it. */
export interface KnownFinding {
  readonly rule: string;
  readonly level: Level;
  readonly message: string;
  readonly exchange: number | null;
  readonly line: number;
  /** Seconds without an accepted byte before the end. */
  readonly silence: number | null;
  /** `c2`, if its bytes were lost there; `not known`; empty if they were lost here. */
  readonly origin: string;
  /** The record as JSON. */
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
  /** Its stories as JSON. */
  readonly stories: string[];
}

export function knownFinding(text: string, found: FindingRecord): KnownFinding {
  const { rule, level, message, exchange, line, evidence, origin } = found;
  const first = undecidedOf(found) ? "not known" : (origin?.connection ?? "");
  return { rule, level, message, exchange, line, silence: evidence.idle, origin: first, text };
}

export function findingOf({ text }: KnownFinding): FindingRecord {
  return JSON.parse(text) as FindingRecord;
}

/** The story that holds a line; if none does, the last one. */
export function storyAt({ stories }: ShownConnection, line: number | null): StoryRecord | null {
  const all = stories.map((text) => JSON.parse(text) as StoryRecord);
  return all.find(({ from, to }) => line !== null && from <= line && line <= to) ?? all.at(-1) ?? null;
}
