import type { FindingRecord, RecordOf } from "../../records/record.js";
import { ConnectionStory } from "../../story/connection-story.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { WriteText } from "../format.js";
import { type LineSource, StoryTexts, withoutPlaces } from "./story-texts.js";
import type { StoriesRecord } from "./view-line.js";

/**
 * So many characters of stories are in a stream, and so many of them may be about notes. Small ones fit in by the thousand; of the largest
 * that there may be, some 280.
 */
const MOST = 64_000_000;
const MOST_OF_NOTES = MOST / 4;

/** What stories need to know of a run. */
export type StoryContext = Pick<FormatContext, "makeWaitingTexts" | "readLines" | "keepLines" | "isLive">;

/** A story by its connection and its index, and the last line that its finding is about. */
interface FoundStory {
  readonly connection: string;
  readonly index: number;
  readonly line: number;
}

/**
 * The stories of a run. Each is kept while its connection is open, and then waits until the lines of its capture are read. Of a capture that is read while its program runs, each is also written as soon as there is a
 * finding about it, and again when its connection is over.
 */
export class Stories {
  readonly #open = new Map<string, ConnectionStory>();
  readonly #waiting;
  readonly #source: LineSource;
  /** The texts of the captures that were begun, until they are read; the last one is that of the capture under way. */
  readonly #begun: StoryTexts[] = [];
  #captures = 0;
  /** The story that was found last: a finding comes right before the event of the call that decides it. */
  #newest: FoundStory | null = null;
  /** Characters of the stories that are kept, and of those about notes. */
  #size = 0;
  #sizeOfNotes = 0;
  #written = 0;
  #leftOut = 0;
  #hasCalls = false;

  constructor(private readonly context: StoryContext) {
    this.#waiting = context.makeWaitingTexts();
    this.#source = { ...context, keptLines: context.keepLines() };
  }

  /** A capture of this name begins: ids of connections start again. */
  begin(path: string): void {
    this.#open.clear();
    this.#newest = null;
    this.#begun.push(new StoryTexts(path, `${this.#captures++}`, this.#source));
  }

  event(
    { capture, connection, event, progress, on: { role, protocol }, places }: RecordOf<"event">,
    write: WriteText,
  ): void {
    this.#hasCalls = true;
    const known = this.#open.get(connection) ?? new ConnectionStory(event.time);
    this.#open.set(connection, known);
    known.add({ event, progress, role, protocol, ...(places && { places }) });
    const newest = this.#newest;
    if (newest?.connection !== connection) return;
    if (event.line <= newest.line) this.#writeSoFar(known, newest, capture, write);
    this.#newest = null;
  }

  finding({ capture, connection, level, line, relatedLines }: FindingRecord, write: WriteText): void {
    const story = this.#open.get(connection);
    if (!story) return;
    const room = MOST - this.#size;
    const found = story.find(
      Math.min(line, ...relatedLines),
      level === "note" ? Math.min(room, MOST_OF_NOTES - this.#sizeOfNotes) : room,
    );
    if (found === null) return;
    this.#size += found.size;
    if (level === "note") this.#sizeOfNotes += found.size;
    if (!this.context.isLive) return;
    this.#newest = { connection, index: found.index, line: Math.max(line, ...relatedLines) };
    this.#writeSoFar(story, this.#newest, capture, write);
  }

  /** A connection is over. */
  connection(capture: number, id: string, write: WriteText): void {
    const story = this.#open.get(id);
    const texts = this.#begun.at(-1);
    if (!story || !texts) return;
    this.#open.delete(id);
    this.#leftOut += story.leftOut;
    for (const record of story.records(capture, id)) {
      this.#written++;
      const text = jsonText(texts.want(record));
      this.#waiting.add(texts.key, text);
      if (this.context.isLive) write(`${text}\n`);
    }
  }

  /** All captures that were begun are over: reads their lines, and writes their stories. */
  async settle(write: WriteText): Promise<void> {
    for (const texts of this.#begun.splice(0)) {
      await texts.read();
      this.#write(texts, write);
    }
  }

  /** Writes what there is, and how many stories that was. */
  end(write: WriteText): void {
    for (const texts of this.#begun) this.#write(texts, write); // a command that reads no lines again never calls settle
    write(`${jsonText(this.record)}\n`);
  }

  #write(texts: StoryTexts, write: WriteText): void {
    for (const text of this.#waiting.take(texts.key)) {
      if (!texts.isEmpty) write(`${jsonText(texts.put(JSON.parse(text)))}\n`);
      else if (!this.context.isLive) write(`${text}\n`);
    }
  }

  #writeSoFar(
    story: ConnectionStory,
    { connection, index, line }: FoundStory,
    capture: number,
    write: WriteText,
  ): void {
    const soFar = story.recordSoFar(capture, connection, index, line);
    if (soFar) write(`${jsonText(this.#begun.at(-1)?.kept(soFar) ?? withoutPlaces(soFar))}\n`);
  }

  get record(): StoriesRecord {
    return { kind: "stories", written: this.#written, leftOut: this.#leftOut, hasCalls: this.#hasCalls };
  }
}
