import type { FindingRecord, RecordOf } from "../../records/record.js";
import { ConnectionStory } from "../../story/connection-story.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { WriteText } from "../format.js";
import { StoryTexts } from "./story-texts.js";
import type { StoriesRecord } from "./view-line.js";

/** So many stories are in a stream, and so many of them may be about notes. */
const MOST = 400;
const MOST_OF_NOTES = 100;
const WAITING = "stories";

/** What stories need to know of a run. */
export type StoryContext = Pick<FormatContext, "makeWaitingTexts" | "textOfLines" | "isLive">;

/** A story by its connection and its index, and the last line that its finding is about. */
interface FoundStory {
  readonly connection: string;
  readonly index: number;
  readonly line: number;
}

/**
 * The stories of a run. Each is kept while its connection is open, and waits for the end of its capture, when the lines of all are read. Of a
 * capture that is read while its program runs, each is also written as soon as there is a finding about it, and again when its connection is over.
 */
export class Stories {
  readonly #open = new Map<string, ConnectionStory>();
  readonly #waiting;
  readonly #texts: StoryTexts;
  /** The story that was found last: a finding comes right before the event of the call that decides it. */
  #newest: FoundStory | null = null;
  #notes = 0;
  #written = 0;
  #leftOut = 0;
  #hasCalls = false;

  constructor(private readonly context: StoryContext) {
    this.#waiting = context.makeWaitingTexts();
    this.#texts = new StoryTexts(context.textOfLines);
  }

  /** A capture begins: ids of connections start again. */
  begin(): void {
    this.#open.clear();
    this.#newest = null;
  }

  event({ capture, connection, event, progress, on: { role, protocol } }: RecordOf<"event">, write: WriteText): void {
    this.#hasCalls = true;
    const known = this.#open.get(connection) ?? new ConnectionStory(event.time);
    this.#open.set(connection, known);
    known.add({ event, progress, role, protocol });
    const newest = this.#newest;
    if (newest?.connection !== connection) return;
    if (event.line <= newest.line) this.#writeSoFar(known, newest, capture, write);
    this.#newest = null;
  }

  finding({ capture, connection, level, line, relatedLines }: FindingRecord, write: WriteText): void {
    const story = this.#open.get(connection);
    if (!story) return;
    if (this.#written >= MOST || (level === "note" && this.#notes >= MOST_OF_NOTES)) {
      this.#leftOut++;
      return;
    }
    const index = story.find(Math.min(line, ...relatedLines));
    if (index === null) return;
    this.#written++;
    if (level === "note") this.#notes++;
    if (!this.context.isLive) return;
    this.#newest = { connection, index, line: Math.max(line, ...relatedLines) };
    this.#writeSoFar(story, this.#newest, capture, write);
  }

  /** A connection is over. */
  connection(capture: number, id: string, write: WriteText): void {
    const story = this.#open.get(id);
    if (!story) return;
    this.#open.delete(id);
    this.#leftOut += story.leftOut;
    for (const record of story.records(capture, id)) {
      this.#texts.want(record);
      const text = jsonText(record);
      this.#waiting.add(WAITING, text);
      if (this.context.isLive) write(`${text}\n`);
    }
  }

  /** A capture is over: writes what waits, with the texts of its lines as far as they can be read. */
  endCapture(path: string, write: WriteText): void {
    this.#texts.read(path);
    const { isEmpty } = this.#texts;
    for (const text of this.#waiting.take(WAITING)) {
      if (!isEmpty) write(`${jsonText(this.#texts.put(JSON.parse(text)))}\n`);
      else if (!this.context.isLive) write(`${text}\n`);
    }
    this.#texts.forget();
  }

  #writeSoFar(
    story: ConnectionStory,
    { connection, index, line }: FoundStory,
    capture: number,
    write: WriteText,
  ): void {
    const soFar = story.recordSoFar(capture, connection, index, line);
    if (soFar) write(`${jsonText(soFar)}\n`);
  }

  get record(): StoriesRecord {
    return { kind: "stories", written: this.#written, leftOut: this.#leftOut, hasCalls: this.#hasCalls };
  }
}
