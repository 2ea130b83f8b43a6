import { LONGEST_LINE, MOST_LINES, type StoryCall, type StoryRecord } from "../../story/story.js";
import { grouped } from "../../text/quantities.js";
import type { TextOfLines } from "../context.js";

/** Of a line that is shortened, so much of its end is shown: there stands what the call returned. */
const TAIL = 160;

/** The texts of lines of a capture, for the calls of its stories. */
export class StoryTexts {
  readonly #wanted = new Set<number>();
  #texts: ReadonlyMap<number, string> = new Map();

  constructor(private readonly textOfLines: TextOfLines) {}

  /** True if the text of no line is known. */
  get isEmpty(): boolean {
    return this.#texts.size === 0;
  }

  /** Wants the lines that matter, the last ones and the first ones. */
  want({ calls }: StoryRecord): void {
    const matter = calls.filter(({ weight }) => weight === "end" || weight === "refused");
    const lines = new Set([...matter, ...calls.slice(-MOST_LINES / 2), ...calls].flatMap(linesOf));
    for (const line of [...lines].slice(0, MOST_LINES)) this.#wanted.add(line);
  }

  /** Reads all lines that are wanted, from the capture of this path. */
  read(path: string): void {
    if (this.#wanted.size > 0) this.#texts = this.textOfLines(path, this.#wanted, shortenedLine);
    this.#wanted.clear();
  }

  /** Forgets what was read of a capture. */
  forget(): void {
    this.#texts = new Map();
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

function shortenedLine(text: string): string {
  if (text.length <= LONGEST_LINE) return text;
  return `${text.slice(0, LONGEST_LINE - TAIL)} ... (${grouped(text.length)} characters) ... ${text.slice(-TAIL)}`;
}
