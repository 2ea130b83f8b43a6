import { forTerminal } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";

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
  ) {}

  add(line: number, text: string): void {
    this.#count++;
    this.#first ??= line;
    if (this.options.showUnrecognized) this.warn(`${this.name}:${line}: ${forTerminal(text)}\n`);
  }

  /** Says how many there were, if any, of so many lines. */
  report(lines: number): void {
    if (this.#count > 0) this.warn(`unflushed: ${this.#count} of ${lines} lines of ${this.name} could not be read\n`);
  }

  /** @throws UnflushedError (`unrecognized-line`) if there was one, and `strict` allows none */
  refuse(): void {
    if (!this.options.strict || this.#first === null) return;
    throw new UnflushedError(
      "unrecognized-line",
      `${this.name}:${this.#first} cannot be read, and --strict allows no such line: see --show-unrecognized`,
    );
  }
}
