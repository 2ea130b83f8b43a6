import type { OutputStream } from "../streams.js";
import { type Destination, FLUSH_AT } from "./destination.js";

/** Standard output; what is written reaches it at the latest when the program has nothing else to do. */
export class StandardOutput implements Destination {
  #text = "";
  #isScheduled = false;

  constructor(
    private readonly stdout: OutputStream,
    private readonly beforeText: () => void,
  ) {}

  write(text: string): void {
    this.#text += text;
    if (this.#text.length >= FLUSH_AT) this.flush();
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.flush();
    });
  }

  flush(): void {
    if (this.#text === "") return;
    this.beforeText();
    this.stdout.write(this.#text);
    this.#text = "";
  }

  finish(): void {}

  abandon(): void {
    this.#text = "";
  }
}
