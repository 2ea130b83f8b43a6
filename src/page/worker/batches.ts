/** Characters of lines that are sent at a time, and milliseconds after which fewer are. */
const ENOUGH = 65_536;
const SOON = 100;
/** Batches that the page may not have taken yet: then reading waits. */
const MOST_WAITING = 16;

/** Gathers the lines of a view stream, and sends them to the page in batches: at once would be a message for each line. */
export class Batches {
  #text = "";
  #sentAt = 0;
  #waiting = 0;
  #onTaken = (): void => {};

  /** @param now milliseconds of some clock */
  constructor(
    private readonly send: (lines: readonly string[]) => void,
    private readonly now: () => number,
  ) {}

  /** Takes text that ends with a newline. */
  readonly write = (text: string): void => {
    this.#text += text;
    if (this.#text.length >= ENOUGH) this.flush();
  };

  /** Sends what there is. */
  flush(): void {
    if (this.#text === "") return;
    const lines = this.#text.slice(0, -1).split("\n");
    this.#text = "";
    this.#sentAt = this.now();
    this.#waiting++;
    this.send(lines);
  }

  /** Sends what has waited for long, and waits for a page that is slower than the reading. */
  async turn(): Promise<void> {
    if (this.now() - this.#sentAt >= SOON) this.flush();
    while (this.#waiting > MOST_WAITING) {
      await new Promise<void>((resolve) => {
        this.#onTaken = resolve;
      });
    }
  }

  /** The page has taken a batch. */
  taken(): void {
    this.#waiting--;
    this.#onTaken();
  }
}
