import { COUNTER, type Counts, noCounts } from "../../../core/analysis/model.js";
import type { StoriesRecord, ViewHead, ViewLine } from "../../../core/formats/html/view-line.js";
import type {
  BeginRecord,
  CaptureRecord,
  ExchangeRecord,
  FindingRecord,
  PathRecord,
  RuleRecord,
  SummaryRecord,
} from "../../../core/records/record.js";
import type { StoryRecord } from "../../../core/story/story.js";
import { exchangeRow } from "./exchange-row.js";
import { PathOrigins } from "./path-origins.js";
import { RunNotices } from "./run-notices.js";
import { type ExchangeRow, type KnownStory, knownFinding, NOT_YET, type ShownConnection } from "./shown-connection.js";

/** How much of its source a viewer has read. */
export interface ReadingState {
  readonly state: "reading" | "finished" | "failed";
  readonly readBytes: number;
  readonly totalBytes: number | null;
  /** Why no more comes; empty unless it failed. */
  readonly message: string;
}

/** All that a view stream has said so far. */
export class RunModel {
  readonly rows: ExchangeRow[] = [];
  readonly connections: ShownConnection[] = [];
  readonly captures: BeginRecord[] = [];
  readonly facts: CaptureRecord[] = [];
  readonly paths: PathRecord[] = [];
  readonly notices = new RunNotices();
  date: string | null = null;
  /** Not empty if each capture says what it says alone, because another one may show that bytes were lost there first. */
  alone = "";
  version = "";
  rules: readonly RuleRecord[] = [];
  summary: SummaryRecord | null = null;
  stories: StoriesRecord | null = null;
  reading: ReadingState = { state: "reading", readBytes: 0, totalBytes: null, message: "" };
  #findings = 0;
  readonly #byKey = new Map<string, ShownConnection>();
  readonly #origins = new PathOrigins();
  /** Stories of connections of which nothing else is known yet. */
  readonly #early = new Map<string, KnownStory[]>();

  /** Takes the next line of a stream. */
  take(text: string): void {
    if (text !== "") this.#take(JSON.parse(text) as ViewLine, text);
  }

  /** A model for what all captures say together. It has the same stories: they do not come again. */
  joined(): RunModel {
    const model = new RunModel();
    for (const { capture, id, stories } of this.connections) model.#early.set(keyOf(capture, id), stories);
    return model;
  }

  /** True if the places of this run name their captures. */
  get hasSeveral(): boolean {
    return this.captures.length > 1;
  }

  /** What the user calls a capture. One that could not be read has the number of the next one. */
  captureName(capture: number): string {
    return this.captures.findLast((each) => each.capture === capture)?.path ?? "";
  }

  connection(capture: number, id: string): ShownConnection | null {
    return this.#byKey.get(keyOf(capture, id)) ?? null;
  }

  /** What is counted so far: the summary once it is there. */
  get counts(): Counts {
    if (this.summary) return this.summary;
    const counts = noCounts();
    counts.captures = this.captures.length;
    counts.connections = this.connections.length;
    counts.findings = this.#findings;
    counts.responses = this.rows.length;
    for (const { verdict } of this.rows) counts[COUNTER[verdict]]++;
    return counts;
  }

  #take(line: ViewLine, text: string): void {
    switch (line.kind) {
      case "view":
        this.#begin(line);
        break;
      case "run":
        this.rules = line.rules;
        this.version = line.tool.version;
        break;
      case "begin":
        this.captures.push(line);
        break;
      case "finding":
        this.#takeFinding(line, text);
        break;
      case "connection":
        this.#shown(line.capture, line.id).record = line;
        break;
      case "exchange":
        this.#takeExchange(line);
        break;
      case "story":
        this.#takeStory(line, text);
        break;
      case "stories":
        this.stories = line;
        break;
      case "path":
        this.paths.push(line);
        this.#origins.take(line, (capture, id, index) => this.#rowOf(capture, id, index));
        break;
      case "capture":
        this.facts.push(line);
        break;
      case "summary":
        this.summary = line;
        break;
    }
    this.notices.take(line);
  }

  #begin({ date, alone = "" }: ViewHead): void {
    this.date = date;
    this.alone = alone;
  }

  #takeFinding(found: FindingRecord, text: string): void {
    this.#findings++;
    this.#shown(found.capture, found.connection).findings.push(knownFinding(text, found));
  }

  /** Of several captures, stories come before the connections that they are of. */
  #takeStory({ capture, connection, index, from, to }: StoryRecord, text: string): void {
    const key = keyOf(capture, connection);
    const stories = this.#byKey.get(key)?.stories ?? this.#early.get(key) ?? [];
    if (!this.#byKey.has(key)) this.#early.set(key, stories);
    stories[index] = { from, to, text };
  }

  #takeExchange(record: ExchangeRecord): void {
    const connection = this.#shown(record.capture, record.connection);
    const row = exchangeRow(record, this.rows.length, connection);
    this.#origins.apply(row);
    if (this.alone && row.origin) row.origin = NOT_YET;
    this.rows.push(row);
    connection.rows.push(row);
  }

  #rowOf(capture: number, id: string, index: number): ExchangeRow | undefined {
    const rows = this.connection(capture, id)?.rows ?? [];
    return rows[index]?.index === index ? rows[index] : rows.find((row) => row.index === index);
  }

  #shown(capture: number, id: string): ShownConnection {
    const key = keyOf(capture, id);
    const known = this.#byKey.get(key);
    if (known) return known;
    const stories = this.#early.get(key) ?? [];
    const shown: ShownConnection = { capture, id, record: null, rows: [], findings: [], stories };
    this.#byKey.set(key, shown);
    this.connections.push(shown);
    return shown;
  }
}

function keyOf(capture: number, id: string): string {
  return `${capture}.${id}`;
}
