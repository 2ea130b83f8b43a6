import type { OutputStream } from "../../run/streams.js";

const FLUSH_AT = 65_536; // characters

/** Writes lines to a stream in large pieces, and at the latest when the input pauses. */
export class BatchedOutput {
  #text = "";
  #isWaiting = false;

  constructor(private readonly stream: OutputStream) {}

  line(text: string): void {
    this.#text += `${text}\n`;
    if (this.#text.length >= FLUSH_AT) this.flush();
    else if (!this.#isWaiting) {
      this.#isWaiting = true;
      setImmediate(() => this.flush());
    }
  }

  /** Writes what has not been written yet. */
  flush(): void {
    this.#isWaiting = false;
    if (this.#text !== "") this.stream.write(this.#text);
    this.#text = "";
  }
}
