import { LONGEST_LINE, MOST_LINES, type StoryCall, type StoryRecord } from "../../story/story.js";
import { grouped } from "../../text/quantities.js";
import type { FormatContext, TextOfKeptLines } from "../context.js";

/** Of a line that is shortened, so much of its end is shown: there stands what the call returned. */
const TAIL = 160;

/** Where the lines of captures can be read. */
export interface LineSource extends Pick<FormatContext, "readLines"> {
  readonly keptLines: TextOfKeptLines;
}

/** The texts of lines of one capture, for the calls of its stories. */
export class StoryTexts {
  /** The lines that are wanted of each file, and their numbers in the capture. */
  readonly #wanted = new Map<string, Map<number, number>>();
  readonly #texts = new Map<number, string>();

  /**
   * @param path the name of the capture
   * @param key under which its stories wait
   */
  constructor(
    private readonly path: string,
    readonly key: string,
    private readonly source: LineSource,
  ) {}

  /** True if the text of no line was read. */
  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** Wants the lines of a story, if they can be read again. Returns it without their places, and with the texts that are known now. */
  want(story: StoryRecord): StoryRecord {
    const kept = this.kept(story);
    if (kept) return kept;
    for (const [line, place] of linesOfStory(story)) {
      const { file, line: own } = place ?? { file: this.path, line };
      const lines = this.#wanted.get(file) ?? new Map<number, number>();
      this.#wanted.set(file, lines.set(own, line));
    }
    return withoutPlaces(story);
  }

  /** A story with the texts of its lines, as far as they are kept; null if they can be read again. */
  kept(story: StoryRecord): StoryRecord | null {
    const lines = new Set([...linesOfStory(story)].map(([line]) => line));
    const texts = this.source.keptLines(this.path, lines, shortenedLine);
    return texts && withTexts(story, texts);
  }

  /** Reads all lines that are wanted: from the capture, or from the files of its set. */
  async read(): Promise<void> {
    for (const [file, lines] of this.#wanted) {
      const texts = await this.source.readLines(file, new Set(lines.keys()), shortenedLine);
      for (const [own, text] of texts) this.#texts.set(lines.get(own) ?? own, text);
    }
  }

  /** The same story with the texts of its lines, as far as they were read. */
  put(story: StoryRecord): StoryRecord {
    return withTexts(story, this.#texts);
  }
}

/** The lines of a story that get a text, with their places: the last ones, those that matter and the first ones. */
function linesOfStory({ calls }: StoryRecord): ReturnType<typeof placesOf> {
  const matter = calls.filter(({ weight }) => weight === "end" || weight === "refused");
  const lines = new Map([...calls.slice(-MOST_LINES / 2), ...matter, ...calls].flatMap(placesOf));
  return [...lines].slice(0, MOST_LINES);
}

function placesOf(call: StoryCall) {
  return linesOf(call).map((line, index) => [line, call.places?.[index] ?? null] as const);
}

function linesOf({ line, endLine }: StoryCall): number[] {
  return line === endLine ? [line] : [line, endLine];
}

function withTexts(story: StoryRecord, texts: ReadonlyMap<number, string>): StoryRecord {
  const calls = story.calls.map(({ places: _, ...call }) => {
    const text = linesOf(call).flatMap((line) => texts.get(line) ?? []);
    return text.length > 0 ? { ...call, text } : call;
  });
  return { ...story, calls };
}

function shortenedLine(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return `${text.slice(0, LONGEST_LINE - TAIL)} ... (${grouped(text.length)} characters) ... ${text.slice(-TAIL)}`;
}

/** A story as it is written: places only lead to its lines. */
export function withoutPlaces(story: StoryRecord): StoryRecord {
  return withTexts(story, new Map());
}
