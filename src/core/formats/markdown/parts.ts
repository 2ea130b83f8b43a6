import { grouped } from "../../text/quantities.js";

/** The first parts of a section, and how many there were. */
export class Parts {
  count = 0;
  readonly #kept: string[] = [];

  constructor(private readonly most: number) {}

  add(part: string): void {
    this.count++;
    if (this.#kept.length < this.most) this.#kept.push(part);
  }

  get isWhole(): boolean {
    return this.count <= this.most;
  }

  text(separator = ""): string {
    return this.#kept.join(separator);
  }

  /** A paragraph that says how many are left out; empty if none are. */
  more(what: string): string {
    return this.isWhole ? "" : `${grouped(this.count - this.most)} more ${what} are not listed.\n\n`;
  }
}
