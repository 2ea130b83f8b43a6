import { UnflushedError } from "../../errors.js";
import { endsLikeCall } from "../strace/line/traced-look.js";
import type { LinePlaces } from "../strace/line-places.js";
import { isSyscallName } from "../syscalls/names.js";
import { forTerminal } from "../text/escape.js";

/** What happens to lines that look like strace's and cannot be read. */
export interface UnrecognizedOptions {
  /** True if they are printed. */
  readonly showUnrecognized?: boolean;
  /** True if they make the run fail. */
  readonly strict?: boolean;
}

/** These options alone: another thread takes no functions. */
export function unrecognizedOptionsIn({ showUnrecognized = false, strict = false }: UnrecognizedOptions) {
  return { showUnrecognized, strict } satisfies UnrecognizedOptions;
}

/** The lines of one capture that look like strace's and cannot be read. */
export class Unrecognized {
  #count = 0;
  #first: number | null = null;

  /** `name`: what the user calls the capture. */
  constructor(
    private readonly name: string,
    private readonly options: UnrecognizedOptions,
    private readonly warn: (text: string) => void,
    private readonly places: LinePlaces | null = null,
  ) {}

  add(line: number, text: string): void {
    this.#count++;
    this.#first ??= line;
    if (this.options.showUnrecognized) this.warn(`${this.#placeOf(line)}: ${forTerminal(text)}`);
  }

  /** Says how many there were, if any, of so many lines. */
  report(lines: number): void {
    if (this.#count > 0) this.warn(`unflushed: ${this.#count} of ${lines} lines of ${this.name} could not be read`);
  }

  /** @throws UnflushedError (`unrecognized-line`) if there was one, and `strict` allows none */
  refuse(): void {
    if (!this.options.strict || this.#first === null) return;
    throw new UnflushedError(
      "unrecognized-line",
      `${this.#placeOf(this.#first)} cannot be read, and --strict allows no such line: see --show-unrecognized`,
    );
  }

  #placeOf(line: number): string {
    const { file, line: own } = this.places?.of(line) ?? { file: this.name, line };
    return `${file}:${own}`;
  }
}

/** A sentence may end like a call; two lines that do are the lines of a tracer. */
const ENOUGH = 2;

/** Counts the lines that hold a call and were not read as strace's. */
export class UnreadCalls {
  #count = 0;

  add(text: string): void {
    if (this.#count >= ENOUGH || !endsLikeCall(text)) return;
    const isCall = [...text.matchAll(/(?<![a-z_0-9])[a-z_0-9]+(?=\()/g)].some(([name]) => isSyscallName(name));
    if (isCall) this.#count++;
  }

  /** True for a file that must not be passed over in silence. */
  get areMany(): boolean {
    return this.#count >= ENOUGH;
  }
}
