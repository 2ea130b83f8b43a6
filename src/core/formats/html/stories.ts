import type { FindingRecord, RecordOf } from "../../records/record.js";
import { ConnectionStory } from "../../story/connection-story.js";
import { jsonText } from "../../text/json-text.js";
import type { FormatContext } from "../context.js";
import type { WriteText } from "../format.js";
import { StoryTexts } from "./story-texts.js";
import type { StoriesRecord } from "./view-line.js";

/**
 * So many characters of stories are in a stream, and so many of them may be about notes. Small ones fit in by the thousand; of the largest
 * that there may be, some 280.
 */
const MOST = 64_000_000;
const MOST_OF_NOTES = MOST / 4;
const WAITING = "stories";

/** The stories of a run. Each is kept while its connection is open, and waits for the end of its capture, when the lines of all are read. */
export class Stories {
  readonly #open = new Map<string, ConnectionStory>();
  readonly #waiting;
  readonly #texts: StoryTexts;
  /** Characters of the stories that are kept, and of those about notes. */
  #size = 0;
  #sizeOfNotes = 0;
  #written = 0;
  #leftOut = 0;
  #hasCalls = false;

  constructor(context: Pick<FormatContext, "makeWaitingTexts" | "textOfLines">) {
    this.#waiting = context.makeWaitingTexts();
    this.#texts = new StoryTexts(context.textOfLines);
  }

  /** A capture begins: ids of connections start again. */
  begin(): void {
    this.#open.clear();
  }

  event({ connection, event, progress, on: { role }, places }: RecordOf<"event">): void {
    this.#hasCalls = true;
    const known = this.#open.get(connection) ?? new ConnectionStory(event.time);
    this.#open.set(connection, known);
    known.add({ event, progress, role, ...(places && { places }) });
  }

  finding({ connection, level, line, relatedLines }: FindingRecord): void {
    const story = this.#open.get(connection);
    if (!story) return;
    const room = MOST - this.#size;
    const size = story.find(
      Math.min(line, ...relatedLines),
      level === "note" ? Math.min(room, MOST_OF_NOTES - this.#sizeOfNotes) : room,
    );
    this.#size += size;
    if (level === "note") this.#sizeOfNotes += size;
  }

  /** A connection is over. */
  connection(capture: number, id: string): void {
    const story = this.#open.get(id);
    if (!story) return;
    this.#open.delete(id);
    this.#leftOut += story.leftOut;
    for (const record of story.records(capture, id)) {
      this.#written++;
      this.#waiting.add(WAITING, jsonText(this.#texts.want(record)));
    }
  }

  /** A capture is over: writes what waits, with the texts of its lines as far as they can be read. */
  endCapture(path: string, write: WriteText): void {
    this.#texts.read(path);
    for (const text of this.#waiting.take(WAITING)) {
      write(`${this.#texts.isEmpty ? text : jsonText(this.#texts.put(JSON.parse(text)))}\n`);
    }
    this.#texts.forget();
  }

  get record(): StoriesRecord {
    return { kind: "stories", written: this.#written, leftOut: this.#leftOut, hasCalls: this.#hasCalls };
  }
}
