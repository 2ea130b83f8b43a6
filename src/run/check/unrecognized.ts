import { forTerminal } from "../../core/text/escape.js";
import { UnflushedError } from "../../errors.js";

/** The lines of one capture that look like strace's and could not be read. */
export class Unrecognized {
  #count = 0;
  #first: number | null = null;

  constructor(
    private readonly name: string,
    private readonly isShown: boolean,
    private readonly warn: (text: string) => void,
  ) {}

  add(line: number, text: string): void {
    this.#count++;
    this.#first ??= line;
    if (this.isShown) this.warn(`${this.name}:${line}: ${forTerminal(text)}\n`);
  }

  tell(lines: number): void {
    if (this.#count > 0) this.warn(`unflushed: ${this.#count} of ${lines} lines of ${this.name} could not be read\n`);
  }

  /** @throws UnflushedError where there was one */
  refuse(): void {
    if (this.#first === null) return;
    throw new UnflushedError(
      "unrecognized-line",
      `${this.name}:${this.#first} cannot be read, and --strict allows no such line: see --show-unrecognized`,
    );
  }
}
