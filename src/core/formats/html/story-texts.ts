import { LONGEST_LINE, MOST_LINES, type StoryCall, type StoryRecord } from "../../story/story.js";
import type { Place } from "../../strace/line-places.js";
import { grouped } from "../../text/quantities.js";
import type { TextOfLines } from "../context.js";

/** Of a line that is shortened, so much of its end is shown: there stands what the call returned. */
const TAIL = 160;

/** The texts of lines of a capture, for the calls of its stories. */
export class StoryTexts {
  /** Where the lines stand that are wanted; null in the capture itself. */
  readonly #wanted = new Map<number, Place | null>();
  readonly #texts = new Map<number, string>();

  constructor(private readonly textOfLines: TextOfLines) {}

  /** True if the text of no line is known. */
  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** Wants the lines that matter, the last ones and the first ones. Returns the story without the places of its lines. */
  want(story: StoryRecord): StoryRecord {
    const { calls } = story;
    const matter = calls.filter(({ weight }) => weight === "end" || weight === "refused");
    const lines = new Map([...matter, ...calls.slice(-MOST_LINES / 2), ...calls].flatMap(placesOf));
    for (const [line, place] of [...lines].slice(0, MOST_LINES)) this.#wanted.set(line, place);
    return withoutPlaces(story);
  }

  /** Reads all lines that are wanted: from the capture of this path, or from the files of its set. */
  read(path: string): void {
    const files = new Map<string, Map<number, number>>();
    for (const [line, place] of this.#wanted) {
      const { file, line: own } = place ?? { file: path, line };
      const lines = files.get(file) ?? new Map<number, number>();
      files.set(file, lines.set(own, line));
    }
    for (const [file, lines] of files) {
      for (const [own, text] of this.textOfLines(file, new Set(lines.keys()), shortenedLine)) {
        this.#texts.set(lines.get(own) ?? own, text);
      }
    }
    this.#wanted.clear();
  }

  /** Forgets what was read of a capture. */
  forget(): void {
    this.#texts.clear();
  }

  /** The same story with the texts of its lines, as far as they are known. */
  put(story: StoryRecord): StoryRecord {
    return { ...story, calls: story.calls.map((call) => this.#withText(call)) };
  }

  #withText(call: StoryCall): StoryCall {
    const text = linesOf(call).flatMap((line) => this.#texts.get(line) ?? []);
    return text.length > 0 ? { ...call, text } : call;
  }
}

function linesOf({ line, endLine }: StoryCall): number[] {
  return line === endLine ? [line] : [line, endLine];
}

function placesOf(call: StoryCall): (readonly [line: number, place: Place | null])[] {
  return linesOf(call).map((line, index) => [line, call.places?.[index] ?? null]);
}

function shortenedLine(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return `${text.slice(0, LONGEST_LINE - TAIL)} ... (${grouped(text.length)} characters) ... ${text.slice(-TAIL)}`;
}

/** A story as it is written: places only lead to its lines. */
export function withoutPlaces(story: StoryRecord): StoryRecord {
  return { ...story, calls: story.calls.map(({ places: _, ...call }) => call) };
}
