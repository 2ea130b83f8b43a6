import type { OutputStream } from "../streams.js";
import { Backlog } from "./backlog.js";
import { type Destination, FLUSH_AT } from "./destination.js";

/** A stream, such as standard output. What is written reaches it when the program has nothing else to do, at the latest. */
export class StreamOutput implements Destination {
  #text = "";
  #isScheduled = false;
  readonly #backlog: Backlog;

  /** `beforeText` is called each time before text is printed. */
  constructor(
    stream: OutputStream,
    private readonly beforeText: () => void,
  ) {
    this.#backlog = new Backlog(stream);
  }

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
    this.#backlog.write(this.#text);
    this.#text = "";
  }

  finish(): void {}

  abandon(): void {
    this.#text = "";
  }
}
